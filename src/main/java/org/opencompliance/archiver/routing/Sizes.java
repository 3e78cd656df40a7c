package org.opencompliance.archiver.routing;

/**
 * The size limits in bytes.
 *
 * @param sizeLimit limit for attachments, and for the rest of an item
 * @param fetchLimit limit for a fetched item
 */
public record Sizes(long sizeLimit, long fetchLimit) {}
