package org.opencompliance.archiver.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.opencompliance.archiver.item.ListedItem;

/**
 * One collection while it runs: its windows, the cursor of the one at hand, and what has been listed. Pages come one after another;
 * the items of a page may be noted from several threads.
 */
public final class Collection {

    private static final int LISTINGS_PER_WINDOW = 3;
    private static final int FAILURES_IN_A_ROW = 20;
    private static final int EMPTY_PAGES_IN_A_ROW = 20;

    private final String run;
    private final String by;
    private final boolean scheduled;
    private final Instant begun;
    private final List<Window> windows;
    private final Set<String> known = new HashSet<>();
    private final Set<String> cursors = new HashSet<>();
    private final Set<String> listed = new HashSet<>();
    private final List<CompletableFuture<Void>> evidence = new ArrayList<>();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private String cursor;
    private Long total;
    private int listings;
    private int emptyPages;
    private boolean listing;
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
    void open() {
        noted = false;
        listings = 0;
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
        List<ListedItem> news = new ArrayList<>();
        for (ListedItem item : page.items()) {
            listed.add(item.id());
            if (known.add(item.id())) {
                news.add(item);
            }
        }
        total = page.totalCount();
        emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
        follow(page.nextCursor());
        return news;
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
        return known.size();
    }

    public void dealtWith() {
        failuresInARow.set(0);
        done.incrementAndGet();
    }

    /** An item could not be fetched. */
    public void fetchFailed() {
        done.incrementAndGet();
        if (failuresInARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            failed(FAILURES_IN_A_ROW + " items in a row could not be fetched");
        }
    }

    private void follow(String next) {
        if (next != null && emptyPages >= EMPTY_PAGES_IN_A_ROW) {
            failed("The source gave " + EMPTY_PAGES_IN_A_ROW + " empty pages in a row and no end");
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
        listed.clear();
        cursors.clear();
        listing = true;
    }
}
