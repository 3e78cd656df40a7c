package org.opencompliance.archiver.ledger.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.Positions;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.silence.Silence;

/**
 * The results for the items of one collection, or for those staged on one UTC day. The JSON is stored permanently: the
 * fields of the heading, the equations and the rows stand beside the others, under the names of the components.
 *
 * @param source the listing side
 * @param imports the results of the items staged in this period
 * @param earlier deliveries of earlier items that ended on the day; null for a collection. Open ones are not counted
 * @param copies the copies of the items staged in this period at the second place; null without one
 * @param encrypted the encrypted items among those staged in this period; null without one
 * @param cut the last line read of each writer
 * @param timeline the times of the collections; null in reports of earlier versions
 * @param silence the missing items, for a day that is over; null in other reports and in those of earlier versions
 */
public record Report(
        @JsonUnwrapped Heading heading,
        Source source,
        Imports imports,
        Imports earlier,
        @JsonUnwrapped Equations equations,
        @JsonUnwrapped Rows rows,
        @JsonInclude(JsonInclude.Include.NON_NULL) Copies copies,
        @JsonInclude(JsonInclude.Include.NON_NULL) Encrypted encrypted,
        List<Cut> cut,
        @JsonInclude(JsonInclude.Include.NON_NULL) Timeline timeline,
        @JsonInclude(JsonInclude.Include.NON_NULL) Silence silence) {

    /** Maximum number of ids in the list. */
    public static final int MAX_UNACCOUNTED = 1_000;

    public Report {
        cut = List.copyOf(cut);
    }

    /** A report without findings about silence. */
    public Report(
            Heading heading,
            Source source,
            Imports imports,
            Imports earlier,
            Equations equations,
            Rows rows,
            Copies copies,
            List<Cut> cut,
            Timeline timeline) {
        this(heading, source, imports, earlier, equations, rows, copies, null, cut, timeline, null);
    }

    /** The same numbers without the lists of deliveries, items and participants, which can be long. */
    public Report withoutRows() {
        return new Report(
                heading, source, imports, earlier, equations, Rows.NONE, copies, encrypted, cut, timeline, silence);
    }

    /** The same report with the findings about missing items. */
    public Report with(Silence found) {
        return new Report(heading, source, imports, earlier, equations, rows, copies, encrypted, cut, timeline, found);
    }

    /** The same report with the encrypted items. */
    public Report withEncrypted(Encrypted found) {
        return new Report(heading, source, imports, earlier, equations, rows, copies, found, cut, timeline, silence);
    }

    /**
     * The subject of the report.
     *
     * @param connector the connector of the items
     * @param day the day, or the start day of the collection
     * @param run the collection, or null for a day
     * @param made creation time of the report
     * @param complete whether the collection covered the whole requested range; null for a day and before its end
     */
    public record Heading(String connector, LocalDate day, String run, Instant made, Boolean complete) {}

    /**
     * The equations.
     *
     * @param controlTotal whether the source's number is accounted for
     * @param fanOut whether the deliveries are accounted for
     * @param contentHashes whether the source gave a hash for each item; null in reports of earlier versions
     */
    public record Equations(
            Equation controlTotal, Equation fanOut, @JsonInclude(JsonInclude.Include.NON_NULL) Equation contentHashes) {

        /** The verdict on the listing and the deliveries together: the worst one. */
        Verdict verdict() {
            Verdict listing = controlTotal.verdict();
            boolean hashless = contentHashes != null && contentHashes.verdict() == Verdict.NOT_ATTESTED;
            return listing.worse(fanOut.verdict()).worse(hashless ? Verdict.NOT_ATTESTED : Verdict.HOLDS);
        }
    }

    /**
     * The deliveries, items and participants to look at.
     *
     * @param failures deliveries and items that failed, were parked or were not imported, each once
     * @param unmappedParticipants participants without a mailbox of items that were planned; consecutive ones of an item
     *     are one row
     * @param doubles deliveries with more than one message found in a mailbox
     * @param fallbacks imports into the fallback mailbox, each once, with the participants without a mailbox
     * @param unaccounted ids of items with inconsistent delivery counts, at most {@link #MAX_UNACCOUNTED}
     * @param moreUnaccounted number of such items that the list leaves out
     */
    public record Rows(
            List<Row> failures,
            List<Row> unmappedParticipants,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Row> doubles,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Row> fallbacks,
            List<String> unaccounted,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long moreUnaccounted) {

        public static final Rows NONE = new Rows(List.of(), List.of(), List.of(), List.of());

        /** Rows without an import into the fallback mailbox. */
        public Rows(List<Row> failures, List<Row> unmappedParticipants, List<Row> doubles, List<String> unaccounted) {
            this(failures, unmappedParticipants, doubles, List.of(), unaccounted, 0);
        }

        public Rows {
            failures = List.copyOf(failures);
            unmappedParticipants = List.copyOf(unmappedParticipants);
            // reports without doubles and reports of earlier versions do not have the field
            doubles = doubles == null ? List.of() : List.copyOf(doubles);
            fallbacks = fallbacks == null ? List.of() : List.copyOf(fallbacks);
            unaccounted = List.copyOf(unaccounted);
        }

        /** Number of items with inconsistent delivery counts. */
        public long countUnaccounted() {
            return unaccounted.size() + moreUnaccounted;
        }
    }

    public LocalDate day() {
        return heading.day();
    }

    /** The collection, or null for a day. */
    public String run() {
        return heading.run();
    }

    /** Whether the collection covered the whole requested range; null for a day and before its end. */
    public Boolean complete() {
        return heading.complete();
    }

    /** Deliveries with more than one message found in a mailbox. */
    public List<Row> doubles() {
        return rows.doubles();
    }

    /** Imports into the fallback mailbox. */
    public List<Row> fallbacks() {
        return rows.fallbacks();
    }

    /** The worst verdict of the equations. */
    public Verdict verdict() {
        return equations.verdict();
    }

    /** Whether all numbers add up; the source may have attested none. */
    public boolean balanced() {
        return verdict() == Verdict.HOLDS || verdict() == Verdict.NOT_ATTESTED;
    }

    /** Whether at least one equation does not hold. */
    public boolean broken() {
        return verdict() == Verdict.BROKEN;
    }

    /** Number of items that could not be staged, and of items and deliveries that failed. */
    public long parked() {
        return source.parkedInAll() + imports.failed();
    }

    /** Number of participants without a mailbox. */
    public long countUnmapped() {
        return rows.unmappedParticipants().stream()
                .mapToLong(row -> Positions.parse(row.participant()).size())
                .sum();
    }

    /** Whether the ledger has no line of the reported day. */
    public boolean unrecorded() {
        return timeline != null && timeline.lines() != null && timeline.lines() == 0;
    }

    /** Whether nothing was staged or parked and nothing ended. */
    public boolean empty() {
        return source.staged() == 0 && source.parked().isEmpty() && (earlier == null || earlier.equals(Imports.NONE));
    }

    /**
     * The listing side.
     *
     * @param available distinct ids that the source listed, counted in each window
     * @param controlTotal the source's number of items, or null when it did not give one for every window
     * @param staged items with an original stored in this period
     * @param seenBefore items with an original stored earlier
     * @param parked items that could not be staged, by reason
     * @param windows number of listed windows
     * @param incompleteWindows number of windows that were not listed completely
     * @param unattested listed items without a size or a SHA-256, which were not compared with their listing; null for none
     * @param incomplete the incomplete windows with their reasons, each reason once, at most {@link #MAX_INCOMPLETE}
     * @param distinct listed ids, each once in all windows; null in reports of earlier versions
     */
    public record Source(
            long available,
            Long controlTotal,
            long staged,
            long seenBefore,
            SortedMap<String, Long> parked,
            long windows,
            long incompleteWindows,
            @JsonInclude(JsonInclude.Include.NON_NULL) Unattested unattested,
            List<IncompleteWindow> incomplete,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long distinct) {

        /** Maximum number of incomplete windows in the list; all are counted. */
        public static final int MAX_INCOMPLETE = 100;

        public Source {
            parked = Collections.unmodifiableSortedMap(new TreeMap<>(parked));
            unattested = Unattested.NONE.equals(unattested) ? null : unattested;
            // earlier reports do not have the field
            incomplete = incomplete == null ? List.of() : List.copyOf(incomplete);
        }

        /** Number of incomplete windows that the list leaves out. */
        public long moreIncomplete() {
            return Math.max(0, incompleteWindows - incomplete.size());
        }

        /** Number of listed ids, each once in all windows where it is known. */
        public long distinctItems() {
            return distinct == null ? available : distinct;
        }

        /** Number of items that could not be staged. */
        public long parkedInAll() {
            return parked.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Listed items that the source does not attest, counted in each window like {@link Source#available}.
     *
     * @param sizes without a size
     * @param hashes without a SHA-256
     */
    public record Unattested(long sizes, long hashes) {

        static final Unattested NONE = new Unattested(0, 0);

        Unattested plus(Long moreSizes, Long moreHashes) {
            return new Unattested(
                    sizes + (moreSizes == null ? 0 : moreSizes), hashes + (moreHashes == null ? 0 : moreHashes));
        }
    }

    /** A window that was not listed completely; the next collection lists it again. */
    public record IncompleteWindow(String from, String to, String reason) {}

    /**
     * Deliveries after the fan-out; an item without a plan or without deliveries counts as one.
     *
     * @param skippedByReason the skipped ones for each reason
     */
    public record Imports(
            long available,
            long imported,
            long partiallyImported,
            long skipped,
            long failed,
            long pending,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> skippedByReason) {

        public static final Imports NONE = new Imports(0, 0, 0, 0, 0, 0, null);

        public Imports {
            // reports without a skipped delivery and reports of earlier versions do not have the field
            skippedByReason = Collections.unmodifiableSortedMap(
                    skippedByReason == null ? new TreeMap<>() : new TreeMap<>(skippedByReason));
        }
    }

    /**
     * The copies of originals at the creation time of the report.
     *
     * @param made originals that the second place accepted
     * @param waiting originals that it has not accepted yet
     * @param failed originals with at least one failed attempt
     * @param oldest staging time of the oldest waiting one, or null
     */
    public record Copies(long made, long waiting, long failed, Instant oldest) {}

    /**
     * Items that are encrypted at the source, by their latest plan.
     *
     * @param decrypted items with a copy in clear
     * @param partly items with a copy in clear but for damaged parts
     * @param not items with a copy that is encrypted as the item is
     */
    public record Encrypted(long decrypted, long partly, long not) {

        /** Bits of an item in a column of flags; 0 for an item that is not encrypted. */
        static final int STATES = 3;

        private static final List<String> LABELS = List.of("", "decrypted", "partly-decrypted", "not-decrypted");

        /** The state that a line about a plan gives; the present one for the same plan once more. */
        public static int state(LedgerLine planned, int present) {
            boolean again = planned.number("again") != null;
            return again ? present : Math.max(0, LABELS.indexOf(String.valueOf(planned.text("encryption"))));
        }

        /** @param counts number of items of each state; null when all are 0 */
        public static Encrypted of(long... counts) {
            return counts[1] + counts[2] + counts[3] == 0 ? null : new Encrypted(counts[1], counts[2], counts[STATES]);
        }
    }

    /**
     * An equation with its numbers.
     *
     * @param text the equation for operators
     */
    public record Equation(String text, Verdict verdict) {}

    /** The result of an equation, the better one first. */
    public enum Verdict {
        HOLDS,
        /** The numbers add up, but the source gave none to compare them with. */
        NOT_ATTESTED,
        /** Work was in progress at the cut, so the result is unknown. */
        UNDECIDED,
        BROKEN;

        /** The verdict for operators. */
        public String text() {
            return name().replace('_', ' ');
        }

        Verdict worse(Verdict other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /**
     * A delivery, item or participant.
     *
     * @param participant the position in the item or a range of positions ({@code 3-7}), or null
     * @param mailbox the object id, or null when there was none
     */
    public record Row(String item, String participant, String mailbox, String reason) {

        /** The row of a delivery to a mailbox, or to a participant in place of a mailbox. */
        static Row of(String item, String mailbox, String reason) {
            boolean open = mailbox != null && mailbox.startsWith(LedgerEvent.PARTICIPANT);
            return open
                    ? new Row(item, mailbox.substring(LedgerEvent.PARTICIPANT.length()), null, reason)
                    : new Row(item, null, mailbox, reason);
        }
    }

    /**
     * The times of the collections of a report.
     *
     * @param lines number of ledger lines of the day; null for a collection
     * @param moments the starts and ends of collections, and the windows of a single one; at most {@link #MAX_MOMENTS}
     * @param more number of moments that are not in the list
     * @param lastResult time of the last result of an item of this report within the reported period, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Timeline(
            Long lines,
            List<Moment> moments,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long more,
            Instant lastResult) {

        /** Maximum number of moments in the list. */
        public static final int MAX_MOMENTS = 500;

        public Timeline {
            moments = List.copyOf(moments);
        }
    }

    /**
     * An event of a collection.
     *
     * @param event the label of its {@link org.opencompliance.archiver.ledger.EventType}
     * @param from start of the collected range or of the window, or null; as is the end
     * @param listed number of distinct ids of a window, or null
     * @param total the number of the source for a window, or null
     * @param complete whether the whole range was collected, at the end of a collection; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Moment(
            Instant at, String event, String run, String from, String to, Long listed, Long total, Boolean complete) {}

    /** The last line read of a writer. */
    public record Cut(String writer, String file, long line, long n, String hash) {}
}
