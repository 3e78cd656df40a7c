package org.opencompliance.archiver.ledger.report.range;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.opencompliance.archiver.ledger.CompleteDays;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.range.DayRow.State;
import org.opencompliance.archiver.storage.ObjectInfo;

/**
 * The last UTC days, each with its numbers and its state. A stored report is read once, and again if {@link #recheck} finds that it
 * was written again; a missing one is looked up again after a minute. Thread-safe.
 */
public final class DayRows {

    /** Maximum number of days in a list. */
    public static final int MAX_DAYS = 400;

    private static final Duration MISSING = Duration.ofMinutes(1);

    private final String connector;
    private final ReportWriter stored;
    private final Now now;
    private final Clock clock;
    private final Map<LocalDate, Known> known = new ConcurrentHashMap<>();

    /**
     * The state of the storage area now; none of them may be expensive.
     *
     * @param running the report of the current UTC day up to now; empty when it is not counted yet
     * @param parked the number of open dead letters by the day of their collection
     * @param oldest when the oldest item with open work was staged; empty when there is none
     */
    public record Now(
            Source<Optional<Report>> running,
            Source<Map<LocalDate, Long>> parked,
            Supplier<Optional<Instant>> oldest) {}

    /** A value of the storage area. */
    @FunctionalInterface
    public interface Source<T> {
        T get() throws IOException;
    }

    /**
     * The state of the storage area, as another process may have counted it.
     *
     * @param running the days without a stored report, up to now
     * @param parked the number of open dead letters by the day of their collection
     * @param oldest when the oldest item with open work was staged; null when there is none
     */
    public record Live(List<DayFacts> running, Map<LocalDate, Long> parked, Instant oldest) {

        private DayFacts of(LocalDate day) {
            return running.stream()
                    .filter(facts -> facts.day().equals(day))
                    .findFirst()
                    .orElse(DayFacts.none(day));
        }

        private long parkedOn(LocalDate day) {
            return parked.getOrDefault(day, 0L);
        }

        /** Whether an item of the day or of an earlier one has open work. */
        private boolean pendingOf(LocalDate day) {
            return oldest != null
                    && oldest.isBefore(
                            day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    /** A stored report with its object, or none at the time of the lookup. */
    private record Known(Optional<DayFacts> facts, Optional<ObjectInfo> object, Instant at) {}

    /** @param stored the stored reports of the connector */
    public DayRows(String connector, ReportWriter stored, Now now, Clock clock) {
        this.connector = connector;
        this.stored = stored;
        this.now = now;
        this.clock = clock;
    }

    /**
     * The last days, the current one first.
     *
     * @throws IllegalArgumentException for a number of days that is not 1 to {@value #MAX_DAYS}
     */
    public List<DayRow> last(int days) throws IOException {
        requireDays(days);
        List<DayFacts> running = now.running().get().map(DayFacts::of).stream().toList();
        return last(
                days, new Live(running, now.parked().get(), now.oldest().get().orElse(null)));
    }

    /** As {@link #last(int)}, with the given state of the storage area. */
    public List<DayRow> last(int days, Live live) throws IOException {
        requireDays(days);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        known.keySet().removeIf(day -> day.isBefore(today.minusDays(MAX_DAYS)));
        List<DayRow> rows = new ArrayList<>();
        DayFacts next = DayFacts.none(today.plusDays(1));
        for (LocalDate day = today; rows.size() < days; day = day.minusDays(1)) {
            Optional<DayFacts> report = day.equals(today) ? Optional.empty() : read(day);
            DayFacts facts = report.orElse(live.of(day));
            State state = report.isPresent()
                    ? state(facts, next, live)
                    : day.isAfter(CompleteDays.last(clock)) ? State.RUNNING : State.NONE;
            rows.add(DayRow.of(facts, state, live.parkedOn(day), report.isPresent()));
            next = facts;
        }
        return rows;
    }

    /** Compares one stored report with its object and forgets it if it was written again: another one with each call. */
    public void recheck() throws IOException {
        Optional<LocalDate> day = known.entrySet().stream()
                .filter(each -> each.getValue().facts().isPresent())
                .min(Comparator.comparing(each -> each.getValue().at()))
                .map(Map.Entry::getKey);
        if (day.isPresent()) {
            Known found = known.get(day.get());
            Optional<ObjectInfo> object = stored.info(connector, day.get(), null);
            if (object.equals(found.object())) {
                known.put(day.get(), new Known(found.facts(), object, clock.instant()));
            } else {
                known.remove(day.get());
            }
        }
    }

    private static void requireDays(int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("The number of days must be 1 to " + MAX_DAYS);
        }
    }

    private static State state(DayFacts day, DayFacts next, Live live) {
        boolean pending = day.imports().pending() > 0 && live.pendingOf(day.day());
        if (day.broken() || pending || !day.ended(next)) {
            return State.INCOMPLETE;
        }
        if (live.parkedOn(day.day()) > 0) {
            return State.PARKED;
        }
        return day.collected() ? State.COMPLETE : State.NONE;
    }

    private Optional<DayFacts> read(LocalDate day) throws IOException {
        Known found = known.get(day);
        Instant asked = clock.instant();
        if (found == null || found.facts().isEmpty() && found.at().plus(MISSING).isBefore(asked)) {
            found = look(day, asked);
            known.put(day, found);
        }
        return found.facts();
    }

    /** The object first, so that one written after that is found to differ. */
    private Known look(LocalDate day, Instant asked) throws IOException {
        Optional<ObjectInfo> object = stored.info(connector, day, null);
        Optional<Report> report = object.isEmpty() ? Optional.empty() : stored.read(connector, day, null);
        return new Known(report.map(DayFacts::of), object, asked);
    }
}
