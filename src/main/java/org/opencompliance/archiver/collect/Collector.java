package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.lead.NotLeadingException;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.lead.PausedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, runs and ends collections, and moves the schedule. */
public final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int RUN_SUFFIX = 6;

    private final Windows windows;
    private final CollectionRecords records;
    private final CollectionLimits limits;
    private final Pause pause;
    private final Clock clock;
    private volatile Collection current;
    private volatile boolean leading = true;
    private volatile Trouble trouble;

    /** Why a collection could not complete, and when this was found. */
    public record Trouble(String why, Instant at) {}

    public Collector(Windows windows, CollectionRecords records, CollectionLimits limits, Pause pause, Clock clock) {
        this.windows = windows;
        this.records = records;
        this.limits = limits;
        this.pause = pause;
        this.clock = clock;
    }

    /** Whether a firing was missed or did not complete, no collection is in progress, and the archiver is not paused. */
    public boolean isDue() throws IOException {
        return current == null && !pause.isPaused() && windows.firingMissed();
    }

    /**
     * Starts a scheduled collection.
     *
     * @param sourceTime the source's clock, null when it sent no valid time
     * @throws PausedException when the archiver is paused
     * @throws NotLeadingException when this process does not lead
     */
    public Collection beginScheduled(Instant sourceTime) throws IOException {
        return begin("schedule", true, windows.due(sourceTime));
    }

    /** Starts the collection of a requested range; @throws PausedException when the archiver is paused */
    public Collection beginRange(Instant from, Instant to, String by) throws IOException {
        return begin(by, false, windows.range(from, to));
    }

    /** Starts the listing of the next window; an incomplete collection lists no other window. */
    public void openWindow(Collection collection) {
        collection.open(new WindowListing(limits));
    }

    /** Adds a page of a window; @return the items that this collection did not list before. */
    public List<ListedItem> page(Collection collection, Window window, Listing page) {
        return collection.page(page.within(window));
    }

    /** The collection cannot complete: the current window stays incomplete, and no other is listed. */
    public void fail(Collection collection, String reason) {
        collection.failed(reason);
    }

    /** Ends a window that cannot be listed. */
    public void giveUp(Collection collection, Window window, String reason) throws IOException {
        fail(collection, reason);
        closeWindow(collection, window);
    }

    /** Ends a window, after all its items were staged or parked, or after the collection failed. */
    public void closeWindow(Collection collection, Window window) throws IOException {
        if (collection.incomplete() != null) {
            records.incomplete(collection, window);
            collection.windowEnded(false);
            return;
        }
        records.completed(collection, window);
        collection.windowEnded(true);
        if (collection.isScheduled()) {
            windows.completed(window);
        }
    }

    /** Ends a collection; @return the collection, as the answer to its requester. */
    public Collection end(Collection collection) throws IOException {
        boolean complete = collection.incomplete() == null;
        records.ended(collection);
        if (complete && collection.isScheduled() && !collection.isUnfinished()) {
            windows.fired(collection.begun());
        }
        if (complete) {
            trouble = null;
        } else if (collection.isFailed()) {
            trouble = new Trouble(collection.incomplete(), clock.instant());
        }
        current = null;
        return collection;
    }

    /**
     * Sets whether this process collects. Without leadership, another process may collect: the running collection stages nothing
     * more, its window stays incomplete, and no collection starts.
     */
    public void lead(boolean now) {
        leading = now;
        Collection running = current;
        if (!now && running != null && running.incomplete() == null) {
            LOG.warn("Collection {} is interrupted; the next one lists its windows again", running.run());
            fail(running, Collection.INTERRUPTED);
        }
    }

    /** Whether this process collects. */
    public boolean isLeading() {
        return leading;
    }

    /** The running collection, or null. */
    public Collection current() {
        return current;
    }

    /** A scheduled or requested collection could not start, or could not be recorded; it is no longer in progress. */
    public void couldNotRun(String why) {
        trouble = new Trouble(why, clock.instant());
        current = null;
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
            throw new NotLeadingException();
        }
        Instant now = clock.instant();
        String run = RUN.format(now) + "-" + UUID.randomUUID().toString().substring(0, RUN_SUFFIX);
        Collection collection =
                new Collection(new Collection.Start(run, by, scheduled, now), cut, limits.failuresInARow());
        if (scheduled && !cut.isEmpty()) {
            windows.began(cut.get(0).from());
        }
        records.begun(collection);
        current = collection;
        return collection;
    }
}
