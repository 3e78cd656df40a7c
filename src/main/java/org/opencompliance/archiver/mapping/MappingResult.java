package org.opencompliance.archiver.mapping;

import java.util.List;

/**
 * Who gets an item.
 *
 * @param mailboxes each once, in the order of their first participants; empty when nobody has one
 * @param unmapped the positions in the item's list of the participants without a mailbox, ascending
 * @param mappingVersion the version of the custom mapping that was applied, or {@value UserMappings#NONE}
 */
public record MappingResult(List<PlannedMailbox> mailboxes, List<Integer> unmapped, String mappingVersion) {

    public MappingResult {
        mailboxes = List.copyOf(mailboxes);
        unmapped = List.copyOf(unmapped);
    }
}
