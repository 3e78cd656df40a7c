package org.opencompliance.archiver.exchange.lane;

/**
 * What the lanes have to do.
 *
 * @param requests how many wait or are under way
 * @param bytes how many bytes the bodies under way have
 * @param throttled how many lanes the service asked to wait
 */
public record LaneLoad(int requests, long bytes, int throttled) {}
