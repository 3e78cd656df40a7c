package org.opencompliance.archiver.ledger.file;

/**
 * What somebody noted of a ledger earlier: a line that must be there, with its hash.
 *
 * @param file the object name
 * @param n the line's number among all of its writer
 * @param hash the hash that the line had
 */
public record LedgerMark(String file, long n, String hash) {}
