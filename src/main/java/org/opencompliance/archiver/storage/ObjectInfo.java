package org.opencompliance.archiver.storage;

import java.time.Instant;
import java.util.Map;

/** An object without its content; the size is in bytes. */
public record ObjectInfo(String name, long size, Instant lastModified, Map<String, String> metadata) {}
