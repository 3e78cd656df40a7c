package org.opencompliance.archiver.item;

/**
 * An attachment that is not imported because it is over the limit.
 *
 * @param name its base name
 * @param size decoded bytes
 * @param sha256 of the decoded content, in hexadecimal digits
 */
public record LeftOut(String name, long size, String sha256) {}
