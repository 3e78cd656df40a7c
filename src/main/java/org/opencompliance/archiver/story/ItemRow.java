package org.opencompliance.archiver.story;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.opencompliance.archiver.item.encryption.Encryption;

/**
 * One line of a list of items.
 *
 * @param archivedAt at the source, null when unknown
 * @param original the object name, null when none is stored
 * @param encryption how far an encrypted item was decrypted, as in the ledger; null when it is not encrypted or not yet read
 * @param reason of an item that could not be stored or has no delivery; null otherwise
 */
public record ItemRow(
        Instant archivedAt,
        String id,
        String type,
        ItemStatus status,
        String reason,
        String encryption,
        String original,
        List<Mailbox> mailboxes) {

    private static final int STATUS = ItemStatus.PARTIALLY_IMPORTED.label().length();

    /** A mailbox of the plan; the address is null for a participant without a known mailbox. */
    public record Mailbox(String id, String address, ItemStatus status) {

        private String shown() {
            return address == null ? id : address;
        }
    }

    /** The row for a person; control characters are replaced, because a terminal would obey them. */
    public String text() {
        String to = mailboxes.stream().map(Mailbox::shown).collect(Collectors.joining(", "));
        String kind = type == null || type.isEmpty() ? "-" : type;
        return String.join(
                        "  ",
                        StoryText.time(archivedAt),
                        StoryText.padded(status.label(), STATUS),
                        kind,
                        id,
                        reason == null ? to : reason,
                        encryption == null ? "" : Encryption.text(null, encryption))
                .stripTrailing()
                .replaceAll("\\p{C}", "?");
    }
}
