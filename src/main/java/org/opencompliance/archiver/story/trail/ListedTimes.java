package org.opencompliance.archiver.story.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;

/** The times at the source that complete windows cover, each with the time of its first complete listing. */
final class ListedTimes {

    /**
     * A range without an overlap with other ranges.
     *
     * @param at the time of the first complete listing
     */
    private record Range(Instant from, Instant to, Instant at) {}

    private final NavigableMap<Instant, Range> ranges = new TreeMap<>();

    /** Adds the part of a complete window that no earlier window covers; ignores other lines. */
    void add(LedgerLine line) {
        if (!line.is(EventType.WINDOW_COMPLETED) || line.text("from") == null || line.text("to") == null) {
            return;
        }
        Instant from = Instant.parse(line.text("from"));
        Instant to = Instant.parse(line.text("to"));
        for (Range gap : gaps(from, to, line.at())) {
            ranges.put(gap.from(), gap);
        }
    }

    /** When a time of the source was listed completely for the first time. */
    Optional<Instant> listed(Instant archivedAt) {
        return Optional.ofNullable(ranges.floorEntry(archivedAt))
                .map(Map.Entry::getValue)
                .filter(range -> archivedAt.isBefore(range.to()))
                .map(Range::at);
    }

    private List<Range> gaps(Instant from, Instant to, Instant at) {
        List<Range> gaps = new ArrayList<>();
        Instant next = from;
        Map.Entry<Instant, Range> before = ranges.lowerEntry(from);
        if (before != null && before.getValue().to().isAfter(next)) {
            next = before.getValue().to();
        }
        for (Range known : ranges.tailMap(from, true).values()) {
            if (!known.from().isBefore(to)) {
                break;
            }
            if (next.isBefore(known.from())) {
                gaps.add(new Range(next, known.from(), at));
            }
            next = next.isAfter(known.to()) ? next : known.to();
        }
        if (next.isBefore(to)) {
            gaps.add(new Range(next, to, at));
        }
        return gaps;
    }
}
