package org.opencompliance.archiver.exchange.lane;

/**
 * Which lane.
 *
 * @param key tells it from others
 * @param width how many of its requests may be under way
 */
public record LaneName(String key, int width) {}
