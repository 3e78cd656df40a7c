package org.opencompliance.archiver.request;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.IncompleteWindow;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportBuilder.Counted;
import org.opencompliance.archiver.ledger.report.ReportTable;
import org.opencompliance.archiver.ledger.report.html.ReportFiles;
import org.opencompliance.archiver.notice.ReportNotices;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.work.Rest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the report of each collection once its items are closed or the next collection has begun, and the report of each day
 * after its end. Also finds stored reports.
 */
public final class Reporting {

    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

    /** Counts of a collection with open items take at most a tenth of the time. */
    private static final int REST = 10;

    private final String connector;
    private final OpenCollections collections;
    private final ReportBuilder builder;
    private final ReportFiles files;
    private final DayReports days;
    private final WorkQueue queue;
    private final ReportNotices notices;
    /** A count takes longer with each line of the ledger, and pending items can make it vain. */
    private final Rest rest;

    /** An original that was pending at the last count, by its collection: while it is, another count is vain. */
    private final Map<String, String> pending = new HashMap<>();

    private String lookedAt = "";

    public Reporting(
            String connector,
            OpenCollections collections,
            ReportBuilder builder,
            ReportFiles files,
            DayReports days,
            WorkQueue queue,
            ReportNotices notices) {
        this(connector, collections, builder, files, days, queue, notices, REST);
    }

    /** @param rest time between two counts of a collection with open items, in durations of a count */
    Reporting(
            String connector,
            OpenCollections collections,
            ReportBuilder builder,
            ReportFiles files,
            DayReports days,
            WorkQueue queue,
            ReportNotices notices,
            long rest) {
        this.rest = new Rest(rest);
        this.connector = connector;
        this.collections = collections;
        this.builder = builder;
        this.files = files;
        this.days = days;
        this.queue = queue;
        this.notices = notices;
    }

    /** Writes all reports that are due. */
    public synchronized void writeDue() throws IOException {
        days.writeDue();
        List<OpenCollection> open = collections.unreported();
        Map<OpenCollection, Boolean> due = new LinkedHashMap<>();
        for (int i = 0; i < open.size(); i++) {
            boolean followed = isFollowed(open.get(i), open.subList(i + 1, open.size()));
            if (followed || mayBeDone(open.get(i))) {
                due.put(open.get(i), followed);
            }
        }
        if (!due.isEmpty()) {
            write(due);
        }
    }

    private void write(Map<OpenCollection, Boolean> due) throws IOException {
        Map<String, LocalDate> days =
                due.keySet().stream().collect(Collectors.toMap(OpenCollection::run, Reporting::day));
        Map<String, Counted> counted = rest.run(() -> builder.collections(days));
        pending.clear();
        for (Map.Entry<OpenCollection, Boolean> each : due.entrySet()) {
            String run = each.getKey().run();
            Optional<Counted> count = Optional.ofNullable(counted.get(run));
            count.map(Counted::pending).ifPresent(original -> pending.put(run, original));
            write(run, count.map(Counted::report), each.getValue());
        }
    }

    /** Whether it ended and a later one began; one without an end counts as ended when a later one ended. */
    private static boolean isFollowed(OpenCollection collection, List<OpenCollection> later) {
        return collection.ended() != null ? !later.isEmpty() : later.stream().anyMatch(each -> each.ended() != null);
    }

    /** The report of a collection as the answer to its request, once it is written. */
    public Optional<RequestAnswer> answer(String run) throws IOException {
        Optional<OpenCollection> found = collections.find(run).filter(collection -> collection.reported() != null);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Report report = files.read(connector, day(found.get()), run).orElseThrow();
        boolean good = Boolean.TRUE.equals(report.complete())
                && report.balanced()
                && report.doubles().isEmpty();
        Outcome outcome = good ? outcome(report) : Outcome.FAILED;
        return Optional.of(RequestAnswer.completed(outcome, ReportTable.render(report), run));
    }

    private static Outcome outcome(Report report) {
        if (report.imports().pending() > 0) {
            return Outcome.PENDING;
        }
        return report.parked() > 0 ? Outcome.PARKED : Outcome.DONE;
    }

    /** Whether the replay of an original waits or is in progress, by its name; null where the queue does not know. */
    Predicate<String> replaying() {
        return queue.replaying().orElse(null);
    }

    /** Whether it ended, no order is in progress, the queue has changed since the last check, and another count is not too much. */
    private boolean mayBeDone(OpenCollection collection) throws IOException {
        String state = collection.run() + " " + queue.progress();
        if (collection.ended() == null || queue.held() > 0 || state.equals(lookedAt) || !rest.isDue()) {
            return false;
        }
        String original = pending.get(collection.run());
        if (original != null && builder.isPending(original)) {
            return false;
        }
        lookedAt = state;
        return true;
    }

    private void write(String run, Optional<Report> report, boolean followed) throws IOException {
        if (report.isEmpty() && followed) {
            // it ended before its first ledger entry
            collections.reported(run, null);
        }
        if (report.isPresent() && (followed || report.get().imports().pending() == 0)) {
            Report kept = files.write(report.get());
            // first, so that a crash forgets no notice
            notices.ofCollection(kept);
            collections.reported(run, verdict(kept));
            tell(kept);
        }
    }

    /** The verdict in one line. */
    private static String verdict(Report report) {
        String incomplete = Boolean.TRUE.equals(report.complete()) ? "" : "INCOMPLETE, ";
        return incomplete + report.verdict().text() + ", " + report.parked() + " parked, "
                + report.imports().pending() + " pending";
    }

    private void tell(Report report) {
        if (!report.doubles().isEmpty()) {
            LOG.error(
                    "Collection {} made {} deliveries twice; see its report",
                    report.run(),
                    report.doubles().size());
        }
        if (report.balanced()) {
            LOG.info(
                    "Collection {}: {} items, equations {}, {} parked",
                    report.run(),
                    report.source().available(),
                    report.verdict().text(),
                    report.parked());
        } else if (report.complete() == null && !report.broken()) {
            LOG.warn("Collection {} did not complete; its report has the staged items", report.run());
        } else if (isInterrupted(report)) {
            LOG.warn("Collection {} was interrupted; the next one lists its windows again", report.run());
        } else {
            LOG.error("Collection {} does not add up; see its report", report.run());
        }
    }

    /** Whether only a change of the leader, or a stop, left windows incomplete. */
    private static boolean isInterrupted(Report report) {
        List<IncompleteWindow> windows = report.source().incomplete();
        return !windows.isEmpty()
                && windows.stream().allMatch(window -> Collection.INTERRUPTED.equals(window.reason()))
                && report.equations().fanOut().verdict() != Verdict.BROKEN;
    }

    private static LocalDate day(OpenCollection collection) {
        return LocalDate.ofInstant(collection.begun(), ZoneOffset.UTC);
    }
}
