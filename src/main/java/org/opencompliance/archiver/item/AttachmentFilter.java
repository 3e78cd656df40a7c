package org.opencompliance.archiver.item;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * The size rule. An attachment over the limit is left out. An item is too large when its body and the kept
 * attachments together are over the limit. "Over" means greater than. Sizes are decoded; the body counts in UTF-8
 * bytes. Thread-safe.
 */
public final class AttachmentFilter {

    /** The bytes of a megabyte, in limits. */
    public static final long MEGABYTE = 1_048_576;

    private final long limitBytes;

    public AttachmentFilter(long limitBytes) {
        if (limitBytes < 1) {
            throw new IllegalArgumentException("The limit of an item's size is at least 1 byte");
        }
        this.limitBytes = limitBytes;
    }

    public FilteredItem filter(Item item) {
        List<MailAttachment> kept = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        long bytes = item.mail().body().content().getBytes(StandardCharsets.UTF_8).length;
        for (MailAttachment attachment : item.mail().attachments()) {
            if (attachment.size() > limitBytes) {
                leftOut.add(new LeftOut(attachment.name(), attachment.size(), attachment.sha256()));
            } else {
                kept.add(attachment);
                bytes += attachment.size();
            }
        }
        return new FilteredItem(item, kept, leftOut, bytes > limitBytes);
    }
}
