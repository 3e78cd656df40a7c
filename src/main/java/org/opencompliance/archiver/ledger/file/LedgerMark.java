package org.opencompliance.archiver.ledger.file;

/**
 * A line that an earlier report noted, with its hash; the line must still exist.
 *
 * @param file the object name
 * @param n number of the line over all files of its writer
 * @param hash the hash that the line had
 */
public record LedgerMark(String file, long n, String hash) {}
