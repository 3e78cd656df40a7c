package org.opencompliance.archiver.exchange.client;

/**
 * The content of an attachment, measured while it was read.
 *
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
public record ContentDigest(long size, String sha256) {}
