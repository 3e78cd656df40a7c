/** The storage area in Azure Storage: a blob container for each kind of object and a queue for the work. */
package org.opencompliance.archiver.storage.azure;
