package org.opencompliance.archiver.work;

import java.time.Duration;
import java.time.Instant;

/**
 * Which times are collected.
 *
 * @param schedule when, as a Quartz cron expression in UTC
 * @param overlap how far a collection reaches back behind what was completed
 * @param sourceLag how long the source may take to list what it archived
 * @param clockTolerance how far the own clock and the source's may be apart
 * @param collectFrom where the first collection begins, null for a day before it
 */
public record WindowSettings(
        String schedule, Duration overlap, Duration sourceLag, Duration clockTolerance, Instant collectFrom) {}
