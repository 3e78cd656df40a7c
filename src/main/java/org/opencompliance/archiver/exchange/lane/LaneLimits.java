package org.opencompliance.archiver.exchange.lane;

import java.time.Duration;

/**
 * What all lanes share.
 *
 * @param requests how many requests may be under way
 * @param bytes how many bytes the bodies of those may have together
 * @param maxThrottleWait the longest a request waits in its lane, in all, for a service that asks to
 */
public record LaneLimits(int requests, long bytes, Duration maxThrottleWait) {}
