package org.opencompliance.archiver.delivery;

import java.time.Instant;

/** The right to work on an item: whose, and until when by the storage area's clock. */
public record Claim(String owner, Instant until) {}
