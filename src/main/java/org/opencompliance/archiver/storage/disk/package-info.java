/** Steps that make files durable. */
package org.opencompliance.archiver.storage.disk;
