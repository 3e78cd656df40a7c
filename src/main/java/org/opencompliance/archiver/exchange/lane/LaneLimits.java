package org.opencompliance.archiver.exchange.lane;

import java.time.Duration;

/**
 * The limits that all lanes share.
 *
 * @param requests the maximum of concurrent requests
 * @param bytes the maximum total size of their bodies
 * @param maxThrottleWait the maximum total time that a request waits in its lane because of throttling
 */
public record LaneLimits(int requests, long bytes, Duration maxThrottleWait) {}
