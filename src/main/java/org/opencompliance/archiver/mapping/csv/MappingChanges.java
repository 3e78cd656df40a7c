package org.opencompliance.archiver.mapping.csv;

/**
 * The differences between two mappings, in users.
 *
 * @param changed users with another mailbox
 */
public record MappingChanges(int added, int removed, int changed, int unchanged) {}
