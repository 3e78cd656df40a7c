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

/** Begins, follows and ends collections, and says so in the ledger. */
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

    /** Why a collection could not be completed, and when that was found. */
    public record Trouble(String why, Instant at) {}

    public Collector(Windows windows, Ledger ledger, OpenCollections openCollections, Pause pause, Clock clock) {
        this.pause = pause;
        this.windows = windows;
        this.ledger = ledger;
        this.openCollections = openCollections;
        this.clock = clock;
    }

    /** A collection of the schedule is due: should it come to nothing, where the first one begins is kept. */
    public void expect() throws IOException {
        windows.expect();
    }

    /**
     * Begins what the schedule asks for.
     *
     * @param sourceTime the source's clock, null when it sent something that is no time
     * @throws PausedException when nothing is to begin
     */
    public Collection beginScheduled(Instant sourceTime) throws IOException {
        return begin("schedule", true, windows.due(sourceTime));
    }

    /** Begins a range that somebody asked for; @throws PausedException when nothing is to begin */
    public Collection beginRange(Instant from, Instant to, String by) throws IOException {
        return begin(by, false, windows.range(from, to));
    }

    public void openWindow(Collection collection) {
        collection.open();
    }

    /** Takes in a page of a window; @return what was not listed before in this collection. */
    public List<ListedItem> page(Collection collection, Window window, Listing page) {
        return collection.page(page.within(window));
    }

    /** An item is left for the end of its window. */
    public void setAside(Collection collection, ListedItem listed) {
        collection.setAside(listed);
    }

    /** What was left for the end of the window at hand. */
    public List<ListedItem> late(Collection collection) {
        return collection.late();
    }

    /** The collection cannot go on; the window at hand stays incomplete. */
    public void fail(Collection collection, String reason) {
        collection.failed(reason);
    }

    /** A window was listed to its end and every item of it dealt with, or it was given up. */
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

    /** No collection is under way any longer, whether the last one came to its end or not. */
    public void over() {
        current = null;
    }

    /** Whether no collection is under way. */
    public boolean isIdle() {
        return current == null;
    }

    /**
     * Whether this process collects. When it does not any longer, another may: the collection at hand takes no more in, its window
     * stays incomplete, and none begins.
     */
    public void lead(boolean now) {
        leading = now;
        Collection running = current;
        if (!now && running != null) {
            running.failed("This process does not collect any longer");
        }
    }

    /** The collection at hand, or null. */
    public Collection current() {
        return current;
    }

    /** A collection that was due or asked for could not even begin. */
    public void couldNotBegin(String why) {
        trouble = new Trouble(why, clock.instant());
    }

    /** Why the last collection of this process was not complete, null when it was or there was none. */
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
