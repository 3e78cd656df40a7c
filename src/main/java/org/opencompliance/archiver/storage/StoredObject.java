package org.opencompliance.archiver.storage;

/**
 * A small object as it was read.
 *
 * @param version changes with every write; see {@link ObjectStore#replace}
 */
public record StoredObject(String name, byte[] content, String version) {}
