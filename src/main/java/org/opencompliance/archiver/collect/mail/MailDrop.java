package org.opencompliance.archiver.collect.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.collect.SpooledFile;
import org.opencompliance.archiver.collect.Staging;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.listing.LeftFiles;
import org.opencompliance.archiver.collect.listing.ListedIds;
import org.opencompliance.archiver.collect.listing.WindowItems;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemHeads;
import org.opencompliance.archiver.item.ListedItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a listing of a folder of mails or a mailbox. The first window of a scheduled collection takes every mail that no collection
 * took; a requested range reads mails again. The mails of a page are in temporary files until the next page. One thread lists; any
 * number of threads open items of the current window.
 */
public final class MailDrop {

    private static final Logger LOG = LoggerFactory.getLogger(MailDrop.class);

    /** A mail that arrived longer ago is left to the schedule. */
    private static final Duration SOON = Duration.ofHours(1);

    private final MailPlace place;
    private final MailRecords records;
    private final MailSettings settings;
    private final MailItems reader;
    private final Staging staging;
    private final Clock clock;

    private final Map<String, SourceMail> mails = new ConcurrentHashMap<>();
    private final Map<String, SpooledFile> files = new ConcurrentHashMap<>();
    private final Deque<SourceMail> toRead = new ArrayDeque<>();
    private final MailResults results = new MailResults();
    private ListedIds ids = new ListedIds();
    private WindowItems items;
    private Collection collection;
    private Window window;
    private volatile MailLook look;
    private final LeftFiles left = new LeftFiles();

    public MailDrop(
            MailPlace place,
            MailRecords records,
            MailSettings settings,
            ItemHeads heads,
            Staging staging,
            Clock clock) {
        this.place = place;
        this.records = records;
        this.settings = settings;
        this.reader = new MailItems(heads);
        this.staging = staging;
        this.clock = clock;
    }

    /**
     * Begins a window, or continues it after a page.
     *
     * @param asking null to look at the source only
     */
    public void open(Collection asking, Window asked) throws IOException {
        if (asking == null) {
            look();
            return;
        }
        boolean same = asking == collection && asked.equals(window);
        if (!same || asking.cursor() == null) {
            begin(asking, asked, same);
        }
    }

    private void look() throws IOException {
        items = new WindowItems(new ListedIds());
        look = place.look();
        place.close();
    }

    private void begin(Collection asking, Window asked, boolean same) throws IOException {
        if (same) {
            items.forget();
        } else if (asking != collection) {
            ids = new ListedIds();
            left.begin();
        }
        close();
        collection = asking;
        window = asked;
        items = new WindowItems(ids);
        asking.atEnd(complete -> end(asking, complete));
        toRead.addAll(plan());
        // that there is no mail is a control total too
        items.add(List.of());
    }

    private List<SourceMail> plan() throws IOException {
        if (!collection.isScheduled()) {
            return requested(place.of(window, records));
        }
        boolean first = window.from().equals(collection.windows().get(0).from());
        List<SourceMail> news = first ? place.news(records, settings.mostAtOnce()) : List.of();
        if (news.size() <= settings.mostAtOnce()) {
            return news;
        }
        LOG.info("The source has more than {} new mails; the next collection takes the others", settings.mostAtOnce());
        collection.leaveUnfinished();
        left.add(news.size() - settings.mostAtOnce());
        return news.subList(0, settings.mostAtOnce());
    }

    private List<SourceMail> requested(List<SourceMail> found) {
        if (found.isEmpty()) {
            LOG.info(
                    "No mail of the source arrived from {} to {}; a requested range takes no other, and the schedule takes every new mail",
                    window.from(),
                    window.to());
        }
        return found;
    }

    /** The next page of the window; empty after a look. */
    public Listing page() throws IOException {
        deleteFiles();
        MailPage page = new MailPage(settings.pageSize());
        while (!toRead.isEmpty() && page.hasRoom()) {
            page.add(read(toRead.peek()));
            toRead.remove();
        }
        return items.page(settings.pageSize(), !toRead.isEmpty());
    }

    /** Reads a mail and adds its entry; null when it is left to the next collection. */
    private ListedItem read(SourceMail mail) throws IOException {
        if (!mail.still()) {
            return leave(mail, "it is still being written");
        }
        SpooledFile file;
        try (InputStream in = place.open(mail)) {
            file = SpooledFile.of(in, settings.folder(), "drop-", ".eml", settings.fetchLimit());
        } catch (MailUnreadableException e) {
            return e.isGone() ? gone(mail) : park(mail, e.getMessage());
        }
        boolean kept = false;
        try {
            ListedItem item = listed(mail, file);
            kept = item != null && item.isUsable() && files.putIfAbsent(ListedIds.content(item), file) == null;
            return item;
        } finally {
            if (!kept) {
                file.delete();
            }
        }
    }

    private ListedItem listed(SourceMail mail, SpooledFile file) throws IOException {
        boolean whole = file.size() <= settings.fetchLimit();
        if (whole && !place.isUnchanged(mail, file.size())) {
            return leave(mail, "it changes");
        }
        if (file.size() == 0) {
            return park(mail, "It has no bytes");
        }
        if (!whole) {
            return tooLarge(mail);
        }
        ListedItem item = staging.asStaged(reader.item(mail, file));
        mails.put(ListedIds.content(item), mail);
        results.add(mail, MailRecord.TAKEN, item);
        items.add(List.of(item));
        return item;
    }

    private ListedItem tooLarge(SourceMail mail) {
        ListedItem item = MailItems.parked(
                mail,
                Reason.ITEM_TOO_LARGE,
                "The mail has more than the " + settings.fetchLimit() + " bytes of archiver.fetch-limit");
        results.add(mail, Reason.ITEM_TOO_LARGE.label(), item);
        items.add(List.of(item));
        return item;
    }

    private ListedItem park(SourceMail mail, String detail) {
        ListedItem item = MailItems.parked(mail, Reason.MAIL_UNREADABLE, detail);
        if (!mail.known()) {
            results.add(mail, Reason.MAIL_UNREADABLE.label(), item);
        }
        items.add(List.of(item));
        return item;
    }

    /** Its time says nothing: it waits nowhere, or under another name. */
    private ListedItem gone(SourceMail mail) {
        left.add(1);
        return later(mail, "it was moved or removed");
    }

    private ListedItem leave(SourceMail mail, String why) {
        left.add(mail.arrived());
        return later(mail, why);
    }

    private ListedItem later(SourceMail mail, String why) {
        LOG.info("Mail {} is not taken yet: {}. The next collection looks again", mail.parkedId(), why);
        if (clock.instant().isBefore(mail.arrived().plus(SOON))) {
            collection.leaveUnfinished();
        }
        return null;
    }

    /** The content of a listed item of the current window: from its temporary file, else from the source again. */
    public InputStream open(ListedItem listed) throws IOException {
        SpooledFile file = files.get(ListedIds.content(listed));
        if (file != null) {
            try {
                return Files.newInputStream(file.file());
            } catch (NoSuchFileException e) {
                LOG.debug("The temporary file of item {} is gone; it is read again", listed.id());
            }
        }
        SourceMail mail = mails.get(ListedIds.content(listed));
        if (mail == null) {
            throw new IOException("The mail of the item is not open any more");
        }
        return place.open(mail);
    }

    /** What the source had at the last look, null before the first. */
    public MailLook seen() {
        return look;
    }

    /** The mails that the last collection left to the next one; at least one for those over the most at once. */
    public LeftFiles.Left left() {
        return left.last();
    }

    private void end(Collection ended, boolean complete) throws IOException {
        left.end();
        if (complete) {
            results.takeBack(ended::isUnstaged);
            for (SourceMail mail : results.taken()) {
                staging.usable(ended, ListedItem.unusable(mail.parkedId(), mail.arrived(), null, ""));
            }
            if (ended.isScheduled()) {
                records.add(ended.run(), window.from(), results.byGroup());
            }
        }
        close();
    }

    private void close() throws IOException {
        deleteFiles();
        mails.clear();
        toRead.clear();
        results.clear();
        place.close();
    }

    private void deleteFiles() throws IOException {
        List<SpooledFile> old = new ArrayList<>(files.values());
        files.clear();
        for (SpooledFile file : old) {
            file.delete();
        }
    }
}
