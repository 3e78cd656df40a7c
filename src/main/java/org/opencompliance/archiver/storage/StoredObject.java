package org.opencompliance.archiver.storage;

/**
 * A small object as read.
 *
 * @param version changes with each write; see {@link ObjectStore#replace}
 */
public record StoredObject(String name, byte[] content, String version) {}
