package org.opencompliance.archiver.ledger.index;

/**
 * The place of a line.
 *
 * @param file the object name
 * @param position in bytes
 */
record LinePlace(String file, long position) {}
