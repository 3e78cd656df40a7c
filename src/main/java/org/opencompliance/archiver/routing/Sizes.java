package org.opencompliance.archiver.routing;

/**
 * The size limits in bytes.
 *
 * @param sizeLimit of attachments, and of what is left of an item
 * @param fetchLimit of what is fetched at all
 */
public record Sizes(long sizeLimit, long fetchLimit) {}
