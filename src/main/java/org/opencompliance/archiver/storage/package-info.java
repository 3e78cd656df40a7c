/** The storage area: one contract, kept in a directory or in Azure Storage. */
package org.opencompliance.archiver.storage;
