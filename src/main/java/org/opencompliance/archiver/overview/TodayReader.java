package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.range.DayRow;
import org.opencompliance.archiver.ledger.report.range.DayRows;
import org.opencompliance.archiver.overview.Today.Copies;
import org.opencompliance.archiver.overview.Today.Last;
import org.opencompliance.archiver.overview.Today.Minute;
import org.opencompliance.archiver.overview.Today.Pending;
import org.opencompliance.archiver.overview.Today.Problem;
import org.opencompliance.archiver.overview.Today.Running;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Puts the states of all processes and the stored reports together. {@link #refresh} reads the storage area, {@link #read} does not.
 */
public final class TodayReader {

    private static final Comparator<ProcessState> LATEST =
            Comparator.comparing((ProcessState state) -> state.counted().at()).thenComparing(ProcessState::process);

    private final Archive archive;
    private final Processes processes;
    private final LastReport lastReport;
    private final DayRows days;
    private final Pause pause;
    private final Supplier<Optional<Instant>> next;
    private final Clock clock;
    private volatile List<DayRow> rows = List.of();

    /**
     * The archive and the process that reads.
     *
     * @param timeZone the zone of the operator's day
     */
    public record Archive(ObjectStore store, String connector, String process, String timeZone) {}

    /** @param next when the schedule fires next */
    public TodayReader(Archive archive, DayRows days, Pause pause, Supplier<Optional<Instant>> next, Clock clock) {
        this.archive = archive;
        this.processes = new Processes(archive.store(), archive.connector());
        this.lastReport = new LastReport(new ReportWriter(archive.store()), archive.connector());
        this.days = days;
        this.pause = pause;
        this.next = next;
        this.clock = clock;
    }

    Archive archive() {
        return archive;
    }

    /** Reads the states of the other processes; @param own the object of this process */
    void refreshProcesses(Optional<String> own) throws IOException {
        processes.refresh(own);
    }

    /** Reads the report of the last collection, unless it is known; @param own the state of this process, null for none */
    void refreshLast(ProcessState own) throws IOException {
        Optional<Counted> counted = counted(own);
        if (counted.isPresent()) {
            lastReport.refresh(counted.get().last());
        }
    }

    /** Reads the reports of the last days, as far as they are not known; parameter as above. */
    void refreshDays(ProcessState own) throws IOException {
        Counted counted = counted(own).orElse(null);
        days.recheck();
        rows = days.last(Today.DAYS, live(counted));
    }

    private static DayRows.Live live(Counted counted) {
        return counted == null
                ? new DayRows.Live(List.of(), Map.of(), null)
                : new DayRows.Live(
                        counted.live(),
                        counted.parkedByDay(),
                        counted.pending() == null ? null : counted.pending().oldest());
    }

    /** Whether a process has reported lately. */
    boolean isLive() {
        return !live(null, clock.instant()).isEmpty();
    }

    /** @param own the state of this process, or its numbers alone if none is live; null for none */
    Today read(ProcessState own) {
        Instant now = clock.instant();
        List<ProcessState> live = live(own, now);
        Counted counted = counted(own).orElse(null);
        Last last = counted == null ? null : lastReport.of(counted.last());
        Running running = live.stream()
                .map(ProcessState::collection)
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Running::begun))
                .orElse(null);
        List<Problem> problems = problems(live, last, now);
        boolean atWork = live.stream().anyMatch(state -> state.held() > 0);
        Instant firing = next.get().orElse(null);
        Situation situation = new Situation(problems, pause.current().orElse(null), running, atWork, firing, last);
        return new Today(
                now,
                archive.connector(),
                Overview.version(),
                archive.timeZone(),
                archive.process(),
                situation.state(),
                problems,
                firing,
                running,
                last,
                counted == null ? null : counted.counters(),
                rows.stream().sorted(Comparator.comparing(DayRow::day)).toList(),
                counted == null ? null : pending(counted.pending(), live, now),
                counted == null ? null : counted.parked(),
                throughput(own, now),
                counted == null ? null : counted.silence(),
                counted == null ? null : copies(counted.copies(), now));
    }

    private List<ProcessState> all(ProcessState own) {
        List<ProcessState> all = new ArrayList<>(processes.all());
        if (own != null) {
            all.removeIf(state -> state.process().equals(own.process()));
            all.add(own);
        }
        return all;
    }

    private List<ProcessState> live(ProcessState own, Instant now) {
        return all(own).stream().filter(state -> state.isLive(now)).toList();
    }

    /** The latest numbers of a live process, so that all processes show the same; else the latest of any. */
    private Optional<Counted> counted(ProcessState own) {
        Instant now = clock.instant();
        List<ProcessState> counting = all(own).stream()
                .filter(state -> state.counted() != null)
                .filter(state -> !ProcessState.isOfTheFuture(state.counted().at(), now))
                .toList();
        Optional<ProcessState> latest =
                counting.stream().filter(state -> state.isLive(now)).max(LATEST);
        return latest.or(() -> counting.stream().max(LATEST)).map(ProcessState::counted);
    }

    private List<Minute> throughput(ProcessState own, Instant now) {
        List<Minute> minutes =
                all(own).stream().flatMap(state -> state.minutes().stream()).toList();
        return MinuteCounts.lastHour(minutes, now);
    }

    /** Those of all processes, each once; and those that no process has. */
    private List<Problem> problems(List<ProcessState> live, Last last, Instant now) {
        Map<String, Problem> all = new LinkedHashMap<>();
        if (live.isEmpty()) {
            all.put("process", noProcess(now));
        }
        live.stream()
                .flatMap(state -> state.problems().stream())
                .forEach(problem -> all.merge(problem.check() + problem.text(), problem, TodayReader::earlier));
        boolean told = all.values().stream().anyMatch(problem -> problem.check().equals("source"));
        if (last != null && !last.complete() && !told) {
            all.put("last", problem("source", "The last collection was not complete: " + last.run(), last.ended()));
        } else if (last != null && last.complete() && LastReport.isBroken(last)) {
            all.put("last", problem("report", "The last collection does not add up: " + last.run(), last.ended()));
        }
        return List.copyOf(all.values());
    }

    private Problem noProcess(Instant now) {
        ProcessState last = processes.all().stream()
                .max(Comparator.comparing(ProcessState::at))
                .orElse(null);
        if (last == null) {
            return problem("process", "No archiver has reported yet", null);
        }
        long minutes = Math.max(0, Duration.between(last.at(), now).toMinutes());
        String age = minutes == 0 ? "less than a minute" : minutes == 1 ? "1 minute" : minutes + " minutes";
        String text = last.ended() == null
                ? "No archiver has reported for " + age
                : "No archiver runs; the last one ended " + age + " ago";
        return problem("process", text, last.at());
    }

    private static Problem problem(String check, String text, Instant since) {
        return new Problem(check, text, Actions.of(check), since);
    }

    private static Problem earlier(Problem one, Problem other) {
        return one.since().isAfter(other.since()) ? other : one;
    }

    /** With its age. */
    private static Copies copies(Copies counted, Instant now) {
        if (counted == null || counted.oldest() == null) {
            return counted;
        }
        long age = Math.max(0, Duration.between(counted.oldest(), now).toSeconds());
        return new Copies(counted.waiting(), counted.oldest(), age, counted.made(), counted.failed());
    }

    /** With its age, and the mailboxes that are throttled, which most processes have in common. */
    private static Pending pending(Pending counted, List<ProcessState> live, Instant now) {
        if (counted == null || counted.oldest() == null) {
            return counted;
        }
        long age = Math.max(0, Duration.between(counted.oldest(), now).toSeconds());
        int throttled = live.stream().mapToInt(ProcessState::throttled).max().orElse(0);
        return new Pending(counted.items(), counted.oldest(), age, throttled == 0 ? null : throttled);
    }
}
