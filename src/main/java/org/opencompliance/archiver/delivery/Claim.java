package org.opencompliance.archiver.delivery;

import java.time.Instant;

/** The right of one process to work on an item, until a time by the storage area's clock. */
public record Claim(String owner, Instant until) {}
