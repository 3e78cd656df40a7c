package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.lead.PausedException;
import org.opencompliance.archiver.ledger.CollectionEvents.ListedWindow;
import org.opencompliance.archiver.ledger.Ledger;

/** Starts, runs and ends collections, and records them in the ledger. */
public final class Collector {

    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int RUN_SUFFIX = 6;

    private final Windows windows;
    private final Ledger ledger;
    private final Clock clock;
    private final OpenCollections openCollections;
    private final Pause pause;
    private volatile Collection current;
    private volatile boolean leading = true;
    private volatile Trouble trouble;

    /** Why a collection could not complete, and when this was found. */
    public record Trouble(String why, Instant at) {}

    public Collector(Windows windows, Ledger ledger, OpenCollections openCollections, Pause pause, Clock clock) {
        this.pause = pause;
        this.windows = windows;
        this.ledger = ledger;
        this.openCollections = openCollections;
        this.clock = clock;
    }

    /** Stores where the first collection begins when a scheduled collection is due, in case it does not start. */
    public void expect() throws IOException {
        windows.expect();
    }

    /**
     * Starts a scheduled collection.
     *
     * @param sourceTime the source's clock, null when it sent no valid time
     * @throws PausedException when the archiver is paused
     */
    public Collection beginScheduled(Instant sourceTime) throws IOException {
        return begin("schedule", true, windows.due(sourceTime));
    }

    /** Starts the collection of a requested range; @throws PausedException when the archiver is paused */
    public Collection beginRange(Instant from, Instant to, String by) throws IOException {
        return begin(by, false, windows.range(from, to));
    }

    public void openWindow(Collection collection) {
        collection.open();
    }

    /** Adds a page of a window; @return the items that this collection did not list before. */
    public List<ListedItem> page(Collection collection, Window window, Listing page) {
        return collection.page(page.within(window));
    }

    /** Sets aside an item for the end of its window. */
    public void setAside(Collection collection, ListedItem listed) {
        collection.setAside(listed);
    }

    /** The items set aside for the end of the current window. */
    public List<ListedItem> late(Collection collection) {
        return collection.late();
    }

    /** The collection cannot continue; the current window stays incomplete. */
    public void fail(Collection collection, String reason) {
        collection.failed(reason);
    }

    /** Ends a window, after all its items were staged or parked, or after the collection failed. */
    public void closeWindow(Collection collection, Window window) throws IOException {
        ListedWindow listed = new ListedWindow(window.from(), window.to(), collection.listed(), collection.total());
        if (collection.incomplete() != null) {
            if (!collection.isNoted()) {
                ledger.append(collection.events().incomplete(listed, collection.incomplete()));
            }
            return;
        }
        collection.evidenceDurable().join();
        if (!collection.isNoted()) {
            ledger.append(collection.events().completed(listed)).join();
            collection.noted();
        }
        if (collection.isScheduled()) {
            windows.completed(window);
        }
    }

    public void end(Collection collection) throws IOException {
        boolean complete = collection.incomplete() == null;
        ledger.append(collection.events().ended(complete)).join();
        openCollections.ended(collection.run(), complete);
        if (complete && collection.isScheduled()) {
            windows.fired(collection.begun());
        }
        trouble = complete ? null : new Trouble(collection.incomplete(), clock.instant());
        over();
    }

    /** No collection is in progress, whether the last one completed or not. */
    public void over() {
        current = null;
    }

    /** Whether no collection is in progress. */
    public boolean isIdle() {
        return current == null;
    }

    /**
     * Sets whether this process collects. Without leadership, another process may collect: the running collection stages nothing
     * more, its window stays incomplete, and no collection starts.
     */
    public void lead(boolean now) {
        leading = now;
        Collection running = current;
        if (!now && running != null) {
            running.failed("This process does not collect any longer");
        }
    }

    /** The running collection, or null. */
    public Collection current() {
        return current;
    }

    /** A scheduled or requested collection could not start. */
    public void couldNotBegin(String why) {
        trouble = new Trouble(why, clock.instant());
    }

    /** Why the last collection of this process did not complete; null when it did or there was none. */
    public Trouble trouble() {
        return trouble;
    }

    private Collection begin(String by, boolean scheduled, List<Window> cut) throws IOException {
        if (pause.current().isPresent()) {
            throw new PausedException(pause.current().get());
        }
        if (!leading) {
            throw new IllegalStateException("Another process collects");
        }
        Instant now = clock.instant();
        String run = RUN.format(now) + "-" + UUID.randomUUID().toString().substring(0, RUN_SUFFIX);
        Collection collection = new Collection(run, by, scheduled, now, cut);
        Instant from = cut.isEmpty() ? null : cut.get(0).from();
        Instant to = cut.isEmpty() ? null : cut.get(cut.size() - 1).to();
        if (scheduled && !cut.isEmpty()) {
            windows.began(from);
        }
        openCollections.begun(collection);
        ledger.append(collection.events().started(by, from, to));
        current = collection;
        return collection;
    }
}
