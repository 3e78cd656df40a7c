package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.CollectionEvents;
import org.opencompliance.archiver.ledger.CollectionEvents.Unattested;
import org.opencompliance.archiver.work.StagedItem;

/**
 * A running collection: its windows, the listing of the current window, and the listed items. Pages arrive one after another; several
 * threads may record the items of a page.
 */
public final class Collection {

    /** Reason of a collection whose process lost the leadership or stops: no person has to act. */
    public static final String INTERRUPTED = "This process does not collect any longer";

    /** After this number of failures in a row the source has a problem, not the items, so that each is retried in its place. */
    private static final int SOURCE_IN_TROUBLE = 4;

    private final Start start;
    private final List<Window> windows;
    private final int maxFailuresInARow;
    private final Contents contents = new Contents();
    private final Set<String> unstaged = ConcurrentHashMap.newKeySet();
    private final Set<String> unrecorded = ConcurrentHashMap.newKeySet();
    private final List<ListedItem> aside = new ArrayList<>();
    private final List<ListedItem> again = new ArrayList<>();
    private final List<CompletableFuture<Void>> evidence = new ArrayList<>();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicInteger asideInARow = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private WindowListing listing;
    private volatile boolean late;
    private boolean noted;
    private WindowEnd end;
    private volatile boolean unfinished;
    private volatile String incomplete;

    /**
     * The start of a collection.
     *
     * @param run name of the collection
     * @param by {@code schedule}, or the requester
     */
    record Start(String run, String by, boolean scheduled, Instant at) {}

    /** The action of a source at the end of a window. */
    @FunctionalInterface
    public interface WindowEnd {

        /** @param complete whether all items of the window are staged or parked, with durable evidence */
        void ended(boolean complete) throws IOException;
    }

    /** What was listed, each content of an id once. */
    private static final class Contents {

        /** Digits of the SHA-256: so many that no sender can make two contents with the same ones. */
        private static final int DIGITS = 32;

        private final Map<String, String> first = new HashMap<>();
        private final Set<String> others = new HashSet<>();
        private final Set<String> unusable = new HashSet<>();

        /**
         * Adds an entry; one that is not usable does not affect an item that has a usable entry, before or after it.
         *
         * @return whether it is new; without a SHA-256, another content is not known as such
         */
        private boolean add(ListedItem item) {
            if (!item.isUsable()) {
                return !first.containsKey(item.id()) && unusable.add(item.id());
            }
            String digits = digits(item.sha256());
            String known = first.putIfAbsent(item.id(), digits);
            boolean other = known != null && !digits.isEmpty() && !digits.equals(known);
            return known == null || other && others.add(digits + item.id());
        }

        /** One character for each two digits, because a collection can list a million items. */
        private static String digits(String sha256) {
            return sha256 == null
                    ? ""
                    : new String(HexFormat.of().parseHex(sha256, 0, DIGITS), StandardCharsets.ISO_8859_1);
        }

        private int size() {
            return first.size() + others.size() + unusable.size();
        }
    }

    Collection(Start start, List<Window> windows, int maxFailuresInARow) {
        this.start = start;
        this.windows = List.copyOf(windows);
        this.maxFailuresInARow = maxFailuresInARow;
    }

    public String run() {
        return start.run();
    }

    /** Creates the events of this collection. */
    CollectionEvents events() {
        return new CollectionEvents(start.run());
    }

    /** {@code schedule}, or the requester. */
    public String by() {
        return start.by();
    }

    public boolean isScheduled() {
        return start.scheduled();
    }

    public Instant begun() {
        return start.at();
    }

    public List<Window> windows() {
        return windows;
    }

    /** Why the collection cannot complete, null while it can. */
    public String incomplete() {
        return incomplete;
    }

    /** Whether it is incomplete and a person may have to act: not if the next collection only has to continue. */
    public boolean isFailed() {
        return incomplete != null && !incomplete.equals(INTERRUPTED);
    }

    public synchronized void failed(String reason) {
        incomplete = incomplete == null ? reason : incomplete;
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

    /** Starts the listing of a window; without a listing and a record of it when the collection is incomplete. */
    synchronized void open(WindowListing window) {
        noted = incomplete != null;
        aside.clear();
        again.clear();
        late = false;
        end = null;
        listing = window;
    }

    /** Sets the action for the end of the current window. */
    public synchronized void atEnd(WindowEnd action) {
        end = action;
    }

    /** Carries out the action of the source, once. */
    void windowEnded(boolean complete) throws IOException {
        WindowEnd action;
        synchronized (this) {
            action = end;
            end = null;
        }
        if (action != null) {
            action.ended(complete);
        }
    }

    /** The source is still writing items of this range, so that the next collection follows soon. */
    public void leaveUnfinished() {
        unfinished = true;
    }

    boolean isUnfinished() {
        return unfinished;
    }

    /** Records that the ledger has the completion of the current window. */
    void noted() {
        noted = true;
    }

    /** Whether the ledger needs no other event of the current window. */
    boolean isNoted() {
        return noted;
    }

    /** Whether there is another page to request. */
    public boolean isListing() {
        return incomplete == null && listing.isOpen();
    }

    /** The cursor of the next page, null for the first page. */
    public String cursor() {
        return listing.cursor();
    }

    /**
     * Adds a page. An id that it has with several contents is also one of the late items, so that its first content is staged by then.
     *
     * @return the items that this collection did not list before, each id once
     */
    public List<ListedItem> page(Listing page) {
        if (page.isUnusable()) {
            failed("None of the " + page.items().size() + " entries of a page can be used. "
                    + page.items().get(0).problem());
            return List.of();
        }
        List<ListedItem> news = new ArrayList<>();
        Set<String> onPage = new HashSet<>();
        for (ListedItem item : listing.add(page)) {
            if (contents.add(item)) {
                (!item.isUsable() || onPage.add(item.id()) ? news : again).add(item);
            }
        }
        if (listing.problem() != null) {
            failed(listing.problem());
        }
        return news;
    }

    /** Number of distinct ids in the current window. */
    public int listed() {
        return listing.size();
    }

    /** What the source does not attest in the current window. */
    Unattested unattested() {
        return new Unattested(listing.withoutSize(), listing.withoutSha256());
    }

    /** The source's item count for the current window, null when the source gives none. */
    public Long total() {
        return listing.total();
    }

    /** Number of items of this collection that are staged, parked or failed. */
    public int done() {
        return done.get();
    }

    /** Number of items that it listed, each content of an id once. */
    public int known() {
        return contents.size();
    }

    public void dealtWith() {
        failuresInARow.set(0);
        asideInARow.set(0);
        done.incrementAndGet();
    }

    /** Sets aside an item that could not be fetched, for a retry at the end of the window. */
    public synchronized void setAside(ListedItem item) {
        aside.add(item);
        endAfterFailures(asideInARow.incrementAndGet());
    }

    /** Returns the items set aside in the current window, and further contents of an id; later failures are not set aside. */
    public synchronized List<ListedItem> lateItems() {
        late = true;
        List<ListedItem> items = new ArrayList<>(aside);
        items.addAll(again);
        aside.clear();
        again.clear();
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

    /** Records that an original is about to be written. */
    void writing(StagedItem item) {
        unrecorded.add(item.name());
    }

    /** Records that an item was dealt with, and that the ledger has what became of it. */
    void dealtWith(StagedItem item) {
        unrecorded.remove(item.name());
        dealtWith();
    }

    /** The names of originals that may be written although the ledger does not have their items. */
    Set<String> unrecorded() {
        return Set.copyOf(unrecorded);
    }

    /** Records that an item has no original, which its source may give when it is asked again. */
    void notStaged(ListedItem item) {
        unstaged.add(item.id());
    }

    /** Whether an item has no original, which its source may give when it is asked again. */
    public boolean isUnstaged(String id) {
        return unstaged.contains(id);
    }

    /** Counts an item that could not be fetched. */
    public void fetchFailed() {
        done.incrementAndGet();
        endAfterFailures(failuresInARow.incrementAndGet());
    }

    private void endAfterFailures(int inARow) {
        if (inARow >= maxFailuresInARow) {
            failed(maxFailuresInARow + " items in a row could not be fetched");
        }
    }
}
