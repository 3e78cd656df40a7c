package org.opencompliance.archiver.item;

import java.util.List;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * An item after the size filter.
 *
 * @param item what was filtered; still open
 * @param kept the attachments to import, in their order
 * @param leftOut the attachments that are over the limit, in their order
 * @param tooLarge whether the body and what is kept are over the limit together, so that the item is not imported at
 * all
 */
public record FilteredItem(Item item, List<MailAttachment> kept, List<LeftOut> leftOut, boolean tooLarge) {

    public FilteredItem {
        kept = List.copyOf(kept);
        leftOut = List.copyOf(leftOut);
    }
}
