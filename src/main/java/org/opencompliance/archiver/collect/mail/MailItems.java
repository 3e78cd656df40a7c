package org.opencompliance.archiver.collect.mail;

import java.io.IOException;
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
        return head.messageId() != null ? head.messageId() : ItemHead.namelessId(sha256);
    }

    /** When it was sent, so that an item has the same time wherever it comes again; else the day of its arrival. */
    private static Instant archivedAt(ItemHead head, SourceMail mail) {
        return head.archivedAt(
                mail.arrived(),
                dayOf(mail.arrived()).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The entry of a mail that is parked. */
    static ListedItem parked(SourceMail mail, Reason reason, String detail) {
        return ListedItem.unusable(mail.parkedId(), mail.arrived(), reason.label(), detail);
    }
}
