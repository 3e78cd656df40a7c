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
 * One collection while it runs: its windows, the cursor of the one at hand, and what has been listed. Pages come one after another;
 * the items of a page may be noted from several threads.
 */
public final class Collection {

    private static final int LISTINGS_PER_WINDOW = 3;
    private static final int FAILURES_IN_A_ROW = 20;
    private static final int PAGES_WITHOUT_NEWS_IN_A_ROW = 20;
    /** So many items in a row that fail, and it is the source that is in trouble and not the items. */
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

    /** Makes the events of this collection. */
    CollectionEvents events() {
        return new CollectionEvents(run);
    }

    /** {@code schedule}, or who asked. */
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

    /** Why it cannot be completed, null while it can. */
    public String incomplete() {
        return incomplete;
    }

    public synchronized void failed(String reason) {
        incomplete = incomplete == null ? reason : incomplete;
        listing = false;
    }

    /** Something about an item was given to the ledger; the window is not complete before it is durable. */
    synchronized void evidence(CompletableFuture<Void> line) {
        evidence.removeIf(earlier -> earlier.isDone() && !earlier.isCompletedExceptionally());
        evidence.add(line);
    }

    /** Completes when all of that is durable. */
    synchronized CompletableFuture<Void> evidenceDurable() {
        return CompletableFuture.allOf(evidence.toArray(CompletableFuture[]::new));
    }

    /** Begins to list a window. */
    synchronized void open() {
        noted = false;
        listings = 0;
        aside.clear();
        late = false;
        restart();
    }

    /** That the window at hand is complete is in the ledger. */
    void noted() {
        noted = true;
    }

    boolean isNoted() {
        return noted;
    }

    /** Whether there is another page to ask for. */
    public boolean isListing() {
        return listing;
    }

    /** The cursor of the page to ask for, null for the first. */
    public String cursor() {
        return cursor;
    }

    /**
     * Takes in a page.
     *
     * @return what was not listed before in this collection
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

    /** Entries that are alike and name no item are as many items. */
    private ListedItem numbered(ListedItem item) {
        int count = item.isNameless() ? nameless.merge(item.id(), 1, Integer::sum) : 1;
        return count == 1 ? item : item.known(count);
    }

    /** An entry that cannot be used says nothing about an item that another entry gives, before it or after it. */
    private boolean isNew(ListedItem item) {
        return item.isUsable() ? known.add(item.id()) : !known.contains(item.id()) && unusable.add(item.id());
    }

    /** The distinct ids of the window at hand. */
    public int listed() {
        return listed.size();
    }

    /** The source's number of items in the window at hand, null when it does not say. */
    public Long total() {
        return total;
    }

    /** How many items of the collection have been dealt with, and how many are known. */
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

    /** An item could not be fetched at once: it is tried again at the end of the window. */
    public synchronized void setAside(ListedItem item) {
        aside.add(item);
        if (asideInARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            failed(FAILURES_IN_A_ROW + " items in a row could not be fetched");
        }
    }

    /** What was set aside in the window at hand; from now on nothing more is. */
    public synchronized List<ListedItem> late() {
        late = true;
        List<ListedItem> items = List.copyOf(aside);
        aside.clear();
        return items;
    }

    /** Whether what was set aside is being fetched. */
    public boolean isLate() {
        return late;
    }

    /** Whether one item after another could not be fetched at once. */
    public boolean isSourceInTrouble() {
        return asideInARow.get() >= SOURCE_IN_TROUBLE;
    }

    /** An item could not be fetched. */
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
