package org.opencompliance.archiver.collect.mail;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.opencompliance.archiver.collect.SpooledFile;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemHead;
import org.opencompliance.archiver.item.ItemHeads;
import org.opencompliance.archiver.item.ListedItem;

/** Makes the entry of the listing for a mail. Immutable. */
final class MailItems {

    /** The id of a mail without one; its content decides, so that it is the same in any file. */
    private static final String NAMELESS = "eml-";

    private static final Instant EARLIEST_SENT = Instant.parse("1990-01-01T00:00:00Z");
    /** The clock of the sender can be in another time zone. */
    private static final Duration LATEST_SENT = Duration.ofHours(48);

    private final ItemHeads heads;

    MailItems(ItemHeads heads) {
        this.heads = heads;
    }

    /** The entry of a mail that was read to its end. */
    ListedItem item(SourceMail mail, SpooledFile file) throws IOException {
        ItemHead head = heads.read(file.file());
        return new ListedItem(id(head, file.sha256()), head.type(), archivedAt(head, mail), file.size(), file.sha256());
    }

    private static String id(ItemHead head, String sha256) {
        if (head.id() != null) {
            return head.id();
        }
        return head.messageId() != null ? head.messageId() : NAMELESS + sha256;
    }

    /** When it was sent, so that an item has the same time wherever it comes again; else the day of its arrival. */
    private static Instant archivedAt(ItemHead head, SourceMail mail) {
        Instant sent = head.sent();
        boolean believable = sent != null
                && !sent.isBefore(EARLIEST_SENT)
                && !sent.isAfter(mail.arrived().plus(LATEST_SENT));
        return believable
                ? sent
                : dayOf(mail.arrived()).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The entry of a mail that is parked. */
    static ListedItem parked(SourceMail mail, Reason reason, String detail) {
        return ListedItem.unusable(mail.parkedId(), mail.arrived(), reason.label(), detail);
    }
}
