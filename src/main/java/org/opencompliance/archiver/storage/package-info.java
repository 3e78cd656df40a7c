/** The storage area: one contract, implemented in a directory or in Azure Storage. */
package org.opencompliance.archiver.storage;
