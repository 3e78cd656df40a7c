package org.opencompliance.archiver.overview;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.report.range.DayRow;

/**
 * The situation of an archive at a glance, the same in each process of a storage area. The JSON has the names of the components; a
 * component without a value is null, and absent from the JSON. It contains nothing of an item.
 *
 * @param timeZone the zone of the operator's day, by which the counters begin
 * @param process the process that answers
 * @param problems the health checks that are down in a process, and the faults of the last collection
 * @param next when the schedule fires next
 * @param collection the collection under way in any process
 * @param last the collection that ended last
 * @param counters those of the operator's day
 * @param days the last UTC days, oldest first, the current one last
 * @param copies those at the second place; null without one
 * @param throughput the last hour of all processes, minute by minute, oldest first
 */
public record Today(
        Instant at,
        String connector,
        String version,
        String timeZone,
        String process,
        State state,
        List<Problem> problems,
        Instant next,
        Running collection,
        Last last,
        Counters counters,
        List<DayRow> days,
        Pending pending,
        Parked parked,
        List<Minute> throughput,
        Silent silence,
        Copies copies) {

    /** Number of days. */
    public static final int DAYS = 30;
    /** Number of minutes of the throughput. */
    public static final int MINUTES = 60;

    public Today {
        problems = List.copyOf(problems);
        days = List.copyOf(days);
        throughput = List.copyOf(throughput);
    }

    /** The names of states, in the order in which one hides the next. */
    public enum Condition {
        pausing,
        paused,
        red,
        collecting,
        idle
    }

    /**
     * The state.
     *
     * @param action the required action, or null
     * @param by the user who paused the archiver, or null
     */
    public record State(Condition name, String text, String action, Instant since, String by) {}

    /**
     * A health check that is down, or a fault of the last collection.
     *
     * @param since the first look of a process that found it
     */
    public record Problem(String check, String text, String action, Instant since) {}

    /**
     * A collection under way.
     *
     * @param done number of items that are stored, parked or failed
     * @param known number of items listed so far
     */
    public record Running(String run, Instant from, Instant to, Instant begun, long done, long known) {}

    /**
     * A collection that ended.
     *
     * @param verdict of its report, or why there is none yet
     * @param equations those of its report; empty before
     */
    public record Last(
            String run,
            Instant from,
            Instant to,
            Instant begun,
            Instant ended,
            boolean complete,
            String verdict,
            List<Equation> equations) {

        public Last {
            equations = List.copyOf(equations);
        }
    }

    /**
     * An equation of a report.
     *
     * @param name {@code source}, {@code imports} or {@code contentHashes}
     * @param verdict as the report has it
     * @param holds null when the source attested nothing, or work was in progress
     */
    public record Equation(String name, String text, String verdict, Boolean holds) {}

    /** The six counters of a day, and its pending deliveries. */
    public record Counters(
            long availableFromSource,
            long availableForImport,
            long imported,
            long partiallyImported,
            long skipped,
            long failed,
            long pending) {}

    /**
     * The items of all days with open work.
     *
     * @param oldest when the oldest one was stored, or null
     * @param throttledMailboxes number of mailboxes that wait because Exchange asked to, or null for none
     */
    public record Pending(long items, Instant oldest, Long oldestSeconds, Integer throttledMailboxes) {}

    /**
     * The open dead letters.
     *
     * @param whatToDo the required action for each reason
     */
    public record Parked(long open, SortedMap<String, Long> byReason, SortedMap<String, String> whatToDo) {

        public Parked {
            byReason = Collections.unmodifiableSortedMap(new TreeMap<>(byReason));
            whatToDo = Collections.unmodifiableSortedMap(new TreeMap<>(whatToDo));
        }
    }

    /**
     * The originals at the second place.
     *
     * @param waiting number of originals of all days that it has not accepted yet
     * @param oldest when the oldest of them was stored, or null
     * @param made copies of the originals of the day that it accepted
     * @param failed originals of the day with at least one failed attempt
     */
    public record Copies(long waiting, Instant oldest, Long oldestSeconds, long made, long failed) {}

    /** The originals stored and the deliveries made in a minute. */
    public record Minute(Instant at, long staged, long imported) {}

    /**
     * The findings about missing items.
     *
     * @param mailboxes number of mailboxes that had items regularly and have none
     */
    public record Silent(long mailboxes, String text) {}
}
