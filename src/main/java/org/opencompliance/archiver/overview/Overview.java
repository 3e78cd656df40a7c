package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.ledger.CountingLedger;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.overview.Today.Running;
import org.opencompliance.archiver.storage.JsonObjects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The situation of the archive in a running process. {@link #look}, every {@link #EVERY}, reports the state of this process to the
 * others and reads theirs, if a console has asked lately. A read sends no request to the storage area. Thread-safe.
 */
public final class Overview implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Overview.class);

    /** Time between two looks. */
    public static final Duration EVERY = Duration.ofSeconds(2);

    /** How long a console counts as open after a read. */
    private static final Duration OPEN = Duration.ofSeconds(30);

    private final TodayReader reader;
    private final PublishedState published;
    private final HealthProblems health = new HealthProblems();
    private final Work work;
    private final String process;
    private final boolean shared;
    private final Clock clock;
    private volatile Instant asked = Instant.MIN;
    private volatile ProcessState own;
    private Instant read = Instant.MIN;
    private boolean failing;
    private boolean closed;

    /**
     * The work of this process.
     *
     * @param running gives the collection under way, or null
     * @param held number of work orders in work
     * @param throttled number of mailboxes that wait because Exchange asked to
     */
    record Work(
            Supplier<Running> running, MinuteCounts minutes, IntSupplier held, IntSupplier throttled, Counts counts) {}

    /** @param shared whether other processes can use the storage area at the same time */
    Overview(TodayReader reader, Work work, boolean shared, Clock clock) {
        this.reader = reader;
        this.published =
                new PublishedState(reader.archive().store(), reader.archive().connector(), shared);
        this.work = work;
        this.process = reader.archive().process();
        this.shared = shared;
        this.clock = clock;
    }

    /**
     * The overview of a running process.
     *
     * @param held number of work orders in work
     * @param shared whether other processes can use the storage area at the same time
     */
    public static Overview of(TodayReader reader, Parts parts, IntSupplier held, boolean shared, Clock clock) {
        MinuteCounts minutes = new MinuteCounts(
                () -> parts.ledger().events(EventType.STAGED),
                () -> parts.ledger().endings(Disposition.IMPORTED)
                        + parts.ledger().endings(Disposition.PARTIALLY_IMPORTED));
        Work work =
                new Work(() -> running(parts.collector().current()), minutes, held, parts.throttled(), parts.counts());
        return new Overview(reader, work, shared, clock);
    }

    /**
     * The parts of this process that the overview looks at.
     *
     * @param throttled number of mailboxes that wait because Exchange asked to
     */
    public record Parts(Collector collector, CountingLedger ledger, Counts counts, IntSupplier throttled) {}

    /** The version of the program. */
    static String version() {
        String version = Overview.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Sets the health checks of this process. */
    public void watch(List<? extends HealthCheck> checks) {
        health.watch(checks);
    }

    /** The name of this process. */
    public String process() {
        return process;
    }

    /** Reports the state of this process, and reads the rest. */
    public synchronized void look() {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        own = state(now);
        try {
            exchange(now);
            failing = false;
        } catch (IOException e) {
            // the health check of the storage area has the failure
            LOG.atLevel(failing ? Level.DEBUG : Level.WARN)
                    .log("The states of the processes could not be written or read: {}", e.getMessage());
            failing = true;
        }
    }

    private void exchange(Instant now) throws IOException {
        Optional<ProcessState> earlier = published.write(own);
        if (earlier.isPresent()) {
            work.minutes().carry(earlier.get().minutes());
            own = state(now);
        }
        if (asked.plus(OPEN).isAfter(now) || read.plus(OPEN).isBefore(now)) {
            if (shared) {
                reader.refreshProcesses(published.name());
            }
            reader.refreshDays(own);
            read = now;
        }
        reader.refreshLast(own);
    }

    /** Counts the current UTC day, if the operator's days are others; it can take long. */
    public void count() throws IOException {
        work.counts().refresh();
    }

    /** The situation now, without a request to the storage area. */
    public Today today() {
        asked = clock.instant();
        return reader.read(own == null ? state(clock.instant()) : current());
    }

    /** The same as JSON. */
    public String json() {
        return json(today());
    }

    /** The document of the console and of the command {@code status}. */
    public static String json(Today today) {
        try {
            return new String(JsonObjects.bytes(today), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports the end of this process. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        published.end(clock.instant());
    }

    /** The state at the last look, with the present progress of the collection. */
    private ProcessState current() {
        ProcessState last = own;
        return new ProcessState(
                process,
                clock.instant(),
                null,
                work.running().get(),
                work.held().getAsInt(),
                work.throttled().getAsInt(),
                last.problems(),
                last.counted(),
                last.minutes());
    }

    private ProcessState state(Instant now) {
        work.minutes().count(now);
        return new ProcessState(
                process,
                now,
                null,
                work.running().get(),
                work.held().getAsInt(),
                work.throttled().getAsInt(),
                health.look(now),
                work.counts().now().orElse(null),
                work.minutes().minutes());
    }

    private static Running running(Collection current) {
        if (current == null) {
            return null;
        }
        List<Window> windows = current.windows();
        return new Running(
                current.run(),
                windows.isEmpty() ? null : windows.get(0).from(),
                windows.isEmpty() ? null : windows.get(windows.size() - 1).to(),
                current.begun(),
                current.done(),
                current.known());
    }
}
