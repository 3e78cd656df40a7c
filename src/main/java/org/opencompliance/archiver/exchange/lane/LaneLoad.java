package org.opencompliance.archiver.exchange.lane;

/**
 * The current load of the lanes.
 *
 * @param requests the number of waiting and running requests
 * @param bytes the total size of the bodies under way
 * @param throttled the number of throttled lanes
 */
public record LaneLoad(int requests, long bytes, int throttled) {}
