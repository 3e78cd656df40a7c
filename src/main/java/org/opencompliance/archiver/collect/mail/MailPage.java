package org.opencompliance.archiver.collect.mail;

import org.opencompliance.archiver.item.ListedItem;

/** How full a page of the listing is. For one thread. */
final class MailPage {

    /** The mails of a page have about that many bytes, and one mail more. */
    private static final long MOST_BYTES = 256L << 20;
    /** More entries without a usable one would count as a page that is no listing. */
    private static final int MOST_PARKED_ALONE = 10;

    private final int size;
    private long bytes;
    private int usable;
    private int parked;

    MailPage(int size) {
        this.size = size;
    }

    boolean hasRoom() {
        boolean full = usable + parked >= size || bytes >= MOST_BYTES;
        return !full && (usable > 0 || parked < MOST_PARKED_ALONE);
    }

    /** @param item null for a mail that is left to the next collection */
    void add(ListedItem item) {
        if (item == null) {
            return;
        }
        if (item.isUsable()) {
            usable++;
            bytes += item.sizeBytes();
        } else {
            parked++;
        }
    }
}
