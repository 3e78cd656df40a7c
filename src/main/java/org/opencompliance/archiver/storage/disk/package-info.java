/** Forces the names of files to the disk. */
package org.opencompliance.archiver.storage.disk;
