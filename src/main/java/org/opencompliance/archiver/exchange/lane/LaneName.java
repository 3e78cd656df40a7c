package org.opencompliance.archiver.exchange.lane;

/**
 * The identity of a lane.
 *
 * @param key distinguishes the lane from others
 * @param width the maximum of concurrent requests in the lane
 */
public record LaneName(String key, int width) {}
