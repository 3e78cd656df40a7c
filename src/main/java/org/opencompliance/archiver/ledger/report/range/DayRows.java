package org.opencompliance.archiver.ledger.report.range;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.opencompliance.archiver.ledger.CompleteDays;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.range.DayRow.State;

/**
 * The last UTC days, each with its numbers and its state. A stored report never changes, so each is read once; a missing one
 * is looked up again after a minute. Thread-safe.
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
     * @param pending whether any item has open work
     */
    public record Now(Source<Optional<Report>> running, Source<Map<LocalDate, Long>> parked, BooleanSupplier pending) {}

    /** A value of the storage area. */
    @FunctionalInterface
    public interface Source<T> {
        T get() throws IOException;
    }

    /** A stored report, or none at the time of the lookup. */
    private record Known(Optional<DayFacts> facts, Instant at) {}

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
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("The number of days must be 1 to " + MAX_DAYS);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        known.keySet().removeIf(day -> day.isBefore(today.minusDays(MAX_DAYS)));
        Optional<DayFacts> running = now.running().get().map(DayFacts::of);
        Map<LocalDate, Long> parked = now.parked().get();
        List<DayRow> rows = new ArrayList<>();
        DayFacts next = DayFacts.none(today.plusDays(1));
        for (LocalDate day = today; rows.size() < days; day = day.minusDays(1)) {
            Optional<DayFacts> report = day.equals(today) ? Optional.empty() : read(day);
            DayFacts facts = report.orElse(running(running, day));
            State state = report.isPresent()
                    ? state(facts, next, parked.getOrDefault(day, 0L))
                    : day.isAfter(CompleteDays.last(clock)) ? State.RUNNING : State.NONE;
            rows.add(DayRow.of(facts, state, parked.getOrDefault(day, 0L), report.isPresent()));
            next = facts;
        }
        return rows;
    }

    private static DayFacts running(Optional<DayFacts> running, LocalDate day) {
        return running.filter(facts -> facts.day().equals(day)).orElse(DayFacts.none(day));
    }

    private State state(DayFacts day, DayFacts next, long parked) {
        boolean pending = day.imports().pending() > 0 && now.pending().getAsBoolean();
        if (day.broken() || pending || !day.ended(next)) {
            return State.INCOMPLETE;
        }
        if (parked > 0) {
            return State.PARKED;
        }
        return day.collected() ? State.COMPLETE : State.NONE;
    }

    private Optional<DayFacts> read(LocalDate day) throws IOException {
        Known found = known.get(day);
        Instant asked = clock.instant();
        if (found == null || found.facts().isEmpty() && found.at().plus(MISSING).isBefore(asked)) {
            found = new Known(stored.read(connector, day, null).map(DayFacts::of), asked);
            known.put(day, found);
        }
        return found.facts();
    }
}
