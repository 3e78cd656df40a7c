package org.opencompliance.archiver.collect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.CollectionEvents;

/**
 * A running collection: its windows, the cursor of the current window, and the listed items. Pages arrive one after another; several
 * threads may record the items of a page.
 */
public final class Collection {

    private static final int LISTINGS_PER_WINDOW = 3;
    private static final int FAILURES_IN_A_ROW = 20;
    private static final int PAGES_WITHOUT_NEWS_IN_A_ROW = 20;
    /** After this number of failures in a row the source has a problem, not the items. */
    private static final int SOURCE_IN_TROUBLE = 4;

    private final String run;
    private final String by;
    private final boolean scheduled;
    private final Instant begun;
    private final List<Window> windows;
    private final Set<String> known = new HashSet<>();
    private final Set<String> unusable = new HashSet<>();
    private final Set<String> cursors = new HashSet<>();
    private final Set<String> listed = new HashSet<>();
    private final Map<String, Integer> nameless = new HashMap<>();
    private final List<ListedItem> aside = new ArrayList<>();
    private final List<CompletableFuture<Void>> evidence = new ArrayList<>();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicInteger asideInARow = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private String cursor;
    private Long total;
    private int listings;
    private int pagesWithoutNews;
    private boolean listing;
    private volatile boolean late;
    private boolean noted;
    private volatile String incomplete;

    Collection(String run, String by, boolean scheduled, Instant begun, List<Window> windows) {
        this.run = run;
        this.by = by;
        this.scheduled = scheduled;
        this.begun = begun;
        this.windows = List.copyOf(windows);
    }

    public String run() {
        return run;
    }

    /** Creates the events of this collection. */
    CollectionEvents events() {
        return new CollectionEvents(run);
    }

    /** {@code schedule}, or the requester. */
    public String by() {
        return by;
    }

    public boolean isScheduled() {
        return scheduled;
    }

    public Instant begun() {
        return begun;
    }

    public List<Window> windows() {
        return windows;
    }

    /** Why the collection cannot complete, null while it can. */
    public String incomplete() {
        return incomplete;
    }

    public synchronized void failed(String reason) {
        incomplete = incomplete == null ? reason : incomplete;
        listing = false;
    }

    /** Adds a ledger event of an item; the window is complete only after the event is durable. */
    synchronized void evidence(CompletableFuture<Void> line) {
        evidence.removeIf(earlier -> earlier.isDone() && !earlier.isCompletedExceptionally());
        evidence.add(line);
    }

    /** Completes when all these events are durable. */
    synchronized CompletableFuture<Void> evidenceDurable() {
        return CompletableFuture.allOf(evidence.toArray(CompletableFuture[]::new));
    }

    /** Starts the listing of a window. */
    synchronized void open() {
        noted = false;
        listings = 0;
        aside.clear();
        late = false;
        restart();
    }

    /** Records that the ledger has the completion of the current window. */
    void noted() {
        noted = true;
    }

    boolean isNoted() {
        return noted;
    }

    /** Whether there is another page to request. */
    public boolean isListing() {
        return listing;
    }

    /** The cursor of the next page, null for the first page. */
    public String cursor() {
        return cursor;
    }

    /**
     * Adds a page.
     *
     * @return the items that this collection did not list before
     */
    public List<ListedItem> page(Listing page) {
        if (page.isUnusable()) {
            failed("None of the " + page.items().size() + " entries of a page can be used. "
                    + page.items().get(0).problem());
            return List.of();
        }
        int before = listed.size();
        List<ListedItem> news = new ArrayList<>();
        for (ListedItem entry : page.items()) {
            ListedItem item = numbered(entry);
            listed.add(item.id());
            if (isNew(item)) {
                news.add(item);
            }
        }
        total = page.totalCount();
        pagesWithoutNews = listed.size() == before ? pagesWithoutNews + 1 : 0;
        follow(page.nextCursor());
        return news;
    }

    /** Equal entries without an id count as separate items. */
    private ListedItem numbered(ListedItem item) {
        int count = item.isNameless() ? nameless.merge(item.id(), 1, Integer::sum) : 1;
        return count == 1 ? item : item.known(count);
    }

    /** An unusable entry does not affect an item that has a usable entry, before or after it. */
    private boolean isNew(ListedItem item) {
        return item.isUsable() ? known.add(item.id()) : !known.contains(item.id()) && unusable.add(item.id());
    }

    /** Number of distinct ids in the current window. */
    public int listed() {
        return listed.size();
    }

    /** The source's item count for the current window, null when the source gives none. */
    public Long total() {
        return total;
    }

    /** Number of items of this collection that are staged, parked or failed. */
    public int done() {
        return done.get();
    }

    public int known() {
        return known.size() + unusable.size();
    }

    public void dealtWith() {
        failuresInARow.set(0);
        asideInARow.set(0);
        done.incrementAndGet();
    }

    /** Sets aside an item that could not be fetched, for a retry at the end of the window. */
    public synchronized void setAside(ListedItem item) {
        aside.add(item);
        if (asideInARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            failed(FAILURES_IN_A_ROW + " items in a row could not be fetched");
        }
    }

    /** Returns the items set aside in the current window; later failures are not set aside. */
    public synchronized List<ListedItem> late() {
        late = true;
        List<ListedItem> items = List.copyOf(aside);
        aside.clear();
        return items;
    }

    /** Whether the items set aside are being fetched. */
    public boolean isLate() {
        return late;
    }

    /** Whether several items in a row could not be fetched. */
    public boolean isSourceInTrouble() {
        return asideInARow.get() >= SOURCE_IN_TROUBLE;
    }

    /** Counts an item that could not be fetched. */
    public void fetchFailed() {
        done.incrementAndGet();
        if (failuresInARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            failed(FAILURES_IN_A_ROW + " items in a row could not be fetched");
        }
    }

    private void follow(String next) {
        if (next != null && pagesWithoutNews >= PAGES_WITHOUT_NEWS_IN_A_ROW) {
            failed("The source gave " + PAGES_WITHOUT_NEWS_IN_A_ROW + " pages in a row without a new item and no end");
        } else if (next != null) {
            if (!cursors.add(next)) {
                failed("The source gave the same cursor twice");
            }
            cursor = next;
        } else if (total == null || total == listed.size()) {
            listing = false;
        } else if (listings < LISTINGS_PER_WINDOW) {
            restart();
        } else {
            failed("The source says that there are " + total + " items and lists " + listed.size() + " in the last of "
                    + LISTINGS_PER_WINDOW + " listings");
        }
    }

    private void restart() {
        listings++;
        cursor = null;
        total = null;
        pagesWithoutNews = 0;
        listed.clear();
        nameless.clear();
        cursors.clear();
        listing = true;
    }
}
