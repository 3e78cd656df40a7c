package org.opencompliance.archiver.evidence;

import java.time.Instant;
import java.util.Optional;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerLine;

/**
 * An imported message as the ledger has it.
 *
 * @param name the object name of the original
 * @param item the item id
 * @param mailbox the object id of the mailbox
 * @param message the id in Exchange after the import
 * @param leftOut number of attachments over the size limit
 * @param at when the import ended
 * @param fallbackFor the positions of the people without a mailbox, of a message in the fallback mailbox; else null
 * @param encryption how far an encrypted item was decrypted; null for an item that is not encrypted
 */
public record DeliveredMessage(
        String name,
        String item,
        String mailbox,
        String message,
        int leftOut,
        Instant at,
        String fallbackFor,
        String encryption) {

    /** A message in the mailbox of a participant, of an item that is not encrypted. */
    public DeliveredMessage(String name, String item, String mailbox, String message, int leftOut, Instant at) {
        this(name, item, mailbox, message, leftOut, at, null, null);
    }

    /** The message of a line; empty for other lines. */
    static Optional<DeliveredMessage> of(LedgerLine line) {
        String message = line.is(EventType.DELIVERED) ? line.text("message") : null;
        if (message == null || line.text("name") == null || line.mailbox() == null) {
            return Optional.empty();
        }
        Long leftOut = line.number("leftOut");
        return Optional.of(new DeliveredMessage(
                line.text("name"),
                line.item(),
                line.mailbox(),
                message,
                leftOut == null ? 0 : leftOut.intValue(),
                line.at(),
                LedgerEvent.FALLBACK.equals(line.text("rule")) ? line.text("participants") : null,
                line.text("encryption")));
    }

    /** The result of a comparison of this message. */
    public Finding finding(Finding.Kind kind, String detail) {
        return new Finding(kind, name, item, mailbox, detail);
    }
}
