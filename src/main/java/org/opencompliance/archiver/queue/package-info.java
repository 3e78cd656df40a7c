/** The work queue: in memory for one process, or in Azure Storage for several. */
package org.opencompliance.archiver.queue;
