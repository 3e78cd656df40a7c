/** Several connectors in one process: each is an archiver of its own, with its own Camel context, storage names and schedule. */
package org.opencompliance.archiver.start.connectors;
