package org.opencompliance.archiver.ledger.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.Positions;

/**
 * What became of the items of one collection, or of those staged on one UTC day. The names of the components are the
 * fields of the JSON that is kept for good.
 *
 * @param connector whose items they are
 * @param day the day, or the day on which the collection began
 * @param run the collection, or null for a day
 * @param made when the report was made
 * @param complete whether the collection covered all that it was asked for; null for a day and before its end
 * @param source what the source had
 * @param imports what became of the items staged now
 * @param earlier what ended on the day of items staged before it; null for a collection. Only the ended ones are
 *     counted
 * @param controlTotal whether the source's number is accounted for
 * @param fanOut whether the deliveries are accounted for
 * @param failures what failed, was parked, or was not imported, each once
 * @param unmappedParticipants participants without a mailbox of items that were planned; those that follow one
 *     another in an item are one row
 * @param doubles deliveries of which a mailbox was found to have more than one message
 * @param unaccounted ids of items whose deliveries do not add up, at most {@link #MAX_UNACCOUNTED}
 * @param cut up to which line of each writer the ledger was read
 */
public record Report(
        String connector,
        LocalDate day,
        String run,
        Instant made,
        Boolean complete,
        Source source,
        Imports imports,
        Imports earlier,
        Equation controlTotal,
        Equation fanOut,
        List<Row> failures,
        List<Row> unmappedParticipants,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Row> doubles,
        List<String> unaccounted,
        List<Cut> cut) {

    /** More ids than that are not listed. */
    public static final int MAX_UNACCOUNTED = 1_000;

    public Report {
        failures = List.copyOf(failures);
        unmappedParticipants = List.copyOf(unmappedParticipants);
        // reports without any, and those of earlier versions, do not have the field
        doubles = doubles == null ? List.of() : List.copyOf(doubles);
        unaccounted = List.copyOf(unaccounted);
        cut = List.copyOf(cut);
    }

    /** Whether both equations hold. */
    public boolean balanced() {
        return controlTotal.verdict() == Verdict.HOLDS && fanOut.verdict() == Verdict.HOLDS;
    }

    /** Whether one of them does not hold. */
    public boolean broken() {
        return controlTotal.verdict() == Verdict.BROKEN || fanOut.verdict() == Verdict.BROKEN;
    }

    /** How many participants have no mailbox. */
    long countUnmapped() {
        return unmappedParticipants.stream()
                .mapToLong(row -> Positions.parse(row.participant()).size())
                .sum();
    }

    /** Whether nothing was staged or parked and nothing ended. */
    public boolean empty() {
        return source.staged() == 0 && source.parked().isEmpty() && (earlier == null || earlier.equals(Imports.NONE));
    }

    /**
     * The side of the source.
     *
     * @param available distinct ids that the source listed, counted in each window
     * @param controlTotal how many the source said it has, or null when it did not attest it for every window
     * @param staged whose original was kept now
     * @param seenBefore whose original was kept already
     * @param parked those that could not be staged, by reason
     * @param windows that were listed
     * @param incompleteWindows those of them that were not listed completely
     * @param incomplete which these are and why, each reason once, at most {@link #MAX_INCOMPLETE}
     */
    public record Source(
            long available,
            Long controlTotal,
            long staged,
            long seenBefore,
            SortedMap<String, Long> parked,
            long windows,
            long incompleteWindows,
            List<IncompleteWindow> incomplete) {

        /** More windows than that are only counted. */
        public static final int MAX_INCOMPLETE = 100;

        public Source {
            parked = Collections.unmodifiableSortedMap(new TreeMap<>(parked));
            // reports of before do not say
            incomplete = incomplete == null ? List.of() : List.copyOf(incomplete);
        }

        /** All that could not be staged. */
        public long parkedInAll() {
            return parked.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A window that was not listed completely; the next collection lists it again. */
    public record IncompleteWindow(String from, String to, String reason) {}

    /** Deliveries after the fan-out; an item without a plan or without deliveries counts as one. */
    public record Imports(
            long available, long imported, long partiallyImported, long skipped, long failed, long pending) {

        static final Imports NONE = new Imports(0, 0, 0, 0, 0, 0);
    }

    /**
     * An equation with its numbers.
     *
     * @param text as a person reads it
     */
    public record Equation(String text, Verdict verdict) {}

    /** What an equation says. */
    public enum Verdict {
        HOLDS,
        BROKEN,
        /** Something was going on at the time of the cut, so that it cannot be said. */
        UNDECIDED
    }

    /**
     * A delivery, item or participant.
     *
     * @param participant the position in the item, or those from one to another ({@code 3-7}); or null
     * @param mailbox the object id, or null when there was none
     */
    public record Row(String item, String participant, String mailbox, String reason) {

        /** The row of a delivery, which may be to a participant in place of a mailbox. */
        static Row of(String item, String mailbox, String reason) {
            boolean open = mailbox != null && mailbox.startsWith(LedgerEvent.PARTICIPANT);
            return open
                    ? new Row(item, mailbox.substring(LedgerEvent.PARTICIPANT.length()), null, reason)
                    : new Row(item, null, mailbox, reason);
        }
    }

    /** The last line that was read of a writer. */
    public record Cut(String writer, String file, long line, long n, String hash) {}
}
