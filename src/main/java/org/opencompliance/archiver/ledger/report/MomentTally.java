package org.opencompliance.archiver.ledger.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report.Moment;
import org.opencompliance.archiver.ledger.report.Report.Timeline;

/** Collects the times of a report: its collections, the windows of a single collection, and the last result of an item. */
public final class MomentTally {

    private final boolean ofDay;
    private final List<Moment> moments = new ArrayList<>();
    private long more;
    private long lines;
    private Instant lastResult;

    /** @param ofDay whether the report is about a day: it counts the lines, and leaves out the windows */
    public MomentTally(boolean ofDay) {
        this.ofDay = ofDay;
    }

    /** Counts a line of the reported period. */
    public void count() {
        lines++;
    }

    /** Adds an event of a collection. */
    public void add(LedgerLine line) {
        boolean window = line.is(EventType.WINDOW_COMPLETED) || line.is(EventType.WINDOW_INCOMPLETE);
        if (line.is(EventType.COLLECTION_STARTED) || line.is(EventType.COLLECTION_ENDED) || window && !ofDay) {
            if (moments.size() < Timeline.MAX_MOMENTS) {
                moments.add(moment(line));
            } else {
                more++;
            }
        }
    }

    /** Notes the time of a result of one of the items. */
    public void worked(Instant at) {
        lastResult = lastResult == null || at.isAfter(lastResult) ? at : lastResult;
    }

    private static Moment moment(LedgerLine line) {
        Boolean complete = line.is(EventType.COLLECTION_ENDED)
                ? Boolean.valueOf(Boolean.TRUE.equals(line.event().details().get("complete")))
                : null;
        return new Moment(
                line.at(),
                line.type(),
                line.run(),
                line.text("from"),
                line.text("to"),
                line.number("listed"),
                line.number("total"),
                complete);
    }

    /** The times up to now; adding can continue. */
    public Timeline timeline() {
        return new Timeline(ofDay ? Long.valueOf(lines) : null, moments, more, lastResult);
    }
}
