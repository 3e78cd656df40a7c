package org.opencompliance.archiver.routing.mail;

import java.io.IOException;
import java.io.InputStream;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.listing.LeftFiles;
import org.opencompliance.archiver.collect.mail.MailDrop;
import org.opencompliance.archiver.collect.mail.MailLook;
import org.opencompliance.archiver.item.ListedItem;

/**
 * A folder of mails or a mailbox for the routes. It only reads: Camel's consumer of mails opens a mailbox for writing, flags each mail
 * as seen and lists the whole mailbox each time, and that of files lists the folder again for each file.
 */
public final class SourceMails {

    private final MailDrop drop;

    public SourceMails(MailDrop drop) {
        this.drop = drop;
    }

    /**
     * Begins a window, or continues it after a page.
     *
     * @param collection null to look at the source only
     */
    public synchronized void begin(Collection collection, Window window) throws IOException {
        drop.open(collection, window);
    }

    /** The next page of the window; its mails are read into temporary files. */
    public synchronized Listing page() throws IOException {
        return drop.page();
    }

    /** The content of a listed item. */
    public InputStream open(ListedItem listed) throws IOException {
        return drop.open(listed);
    }

    /** The mails that the last collection left to the next one: still being written, moved meanwhile, or over the most at once. */
    public LeftFiles.Left left() {
        return drop.left();
    }

    /** What the source had at the last look, null before the first. */
    public MailLook look() {
        return drop.seen();
    }
}
