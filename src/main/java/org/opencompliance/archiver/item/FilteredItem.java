package org.opencompliance.archiver.item;

import java.util.List;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * An item after the size filter.
 *
 * @param item the filtered item; still open
 * @param kept the attachments to import, in their order
 * @param leftOut the attachments that are over the limit, in their order
 * @param tooLarge whether the body and the kept attachments together are over the limit, so that the item is not
 * imported
 */
public record FilteredItem(Item item, List<MailAttachment> kept, List<LeftOut> leftOut, boolean tooLarge) {

    public FilteredItem {
        kept = List.copyOf(kept);
        leftOut = List.copyOf(leftOut);
    }
}
