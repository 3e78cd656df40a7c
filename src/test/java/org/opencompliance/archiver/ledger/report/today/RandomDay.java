package org.opencompliance.archiver.ledger.report.today;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.ScriptedWriter;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.AdjustableClock;

/** A ledger that several writers fill at random, sensibly or not, with the count that goes on and the full one. */
final class RandomDay implements AutoCloseable {

    private static final List<String> MAILBOXES = List.of("m1", "m2", "m3", "participant-2");
    private static final List<String> DISPOSITIONS = List.of("imported", "partially-imported", "skipped", "failed");
    private static final List<String> REASONS = List.of("unmapped", "decided", "system", "rejected");
    private static final List<String> ENCRYPTIONS = List.of("decrypted", "partly-decrypted", "not-decrypted", "later");

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-20T15:30:00Z"));
    final LocalObjectStore store;
    private final Path folder;
    final Random random;
    final ZoneId zone;
    private final List<ScriptedWriter> writers = new ArrayList<>();
    private final List<Long> clocks = new ArrayList<>();
    private final Map<String, Optional<OpenWork>> works = new HashMap<>();
    private final boolean copies;
    private String run = "run-0";
    private int runs;
    private int items;
    int fullCounts;

    RandomDay(Path folder, long seed, ZoneId zone) throws IOException {
        this.random = new Random(seed);
        this.folder = folder;
        this.zone = zone;
        this.store = LocalObjectStore.open(folder, clock);
        this.copies = random.nextBoolean();
        for (int i = 0; i < 4; i++) {
            writers.add(new ScriptedWriter(store, "wechat", "w" + i));
            clocks.add(random.nextLong(3000));
        }
    }

    private int recordsRead;

    Clock clock() {
        return clock;
    }

    void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    /** Each line reaches the storage area. */
    void writeAll() throws IOException {
        for (ScriptedWriter writer : writers) {
            writer.write(writer.waiting());
        }
    }

    /** Time passes, mostly a little and sometimes to another day; lines are made and some reach the storage area. */
    void step() throws IOException {
        pass(random.nextInt(40) == 0 ? random.nextLong(36_000_000) : random.nextLong(4000));
        for (int i = random.nextInt(6); i > 0; i--) {
            event();
        }
        for (ScriptedWriter writer : writers) {
            if (random.nextInt(3) > 0) {
                boolean all = random.nextInt(4) > 0;
                writer.write(all ? writer.waiting() : random.nextInt(writer.waiting() + 1));
            }
        }
        if (random.nextInt(30) == 0) {
            int writer = random.nextInt(writers.size());
            writers.get(writer).crash(at(writer));
        } else if (random.nextInt(20) == 0) {
            int writer = random.nextInt(writers.size());
            writers.get(writer).nextFile(at(writer));
        }
    }

    private Instant at(int writer) {
        return clock.instant().minusMillis(clocks.get(writer));
    }

    private void event() throws IOException {
        String item = random.nextInt(3) == 0 || items == 0 ? "i" + items++ : "i" + random.nextInt(items);
        int kind = random.nextInt(20);
        if (kind < 9) {
            // one process collects, most of the time
            write(random.nextInt(20) == 0 ? 1 : 0, collected(item));
        } else {
            write(1 + random.nextInt(writers.size() - 1), worked(item, kind));
        }
        works.put(name(item), state());
    }

    private void write(int writer, LedgerEvent event) throws IOException {
        writers.get(writer).record(at(writer), event);
    }

    private LedgerEvent collected(String item) {
        String listed = random.nextInt(10) == 0 ? null : "3";
        return switch (random.nextInt(12)) {
            case 0 -> {
                run = "run-" + ++runs;
                yield event(EventType.COLLECTION_STARTED, null, null, Map.of("from", "a", "to", "b"));
            }
            case 1 -> event(EventType.COLLECTION_ENDED, null, null, Map.of("complete", random.nextBoolean()));
            case 2 -> window(EventType.WINDOW_COMPLETED, listed);
            case 3 -> window(random.nextBoolean() ? EventType.WINDOW_COMPLETED : EventType.WINDOW_INCOMPLETE, listed);
            case 4 -> event(EventType.SEEN_BEFORE, item, null, Map.of());
            case 5 -> event(EventType.PARKED_AT_COLLECTION, item, null, Map.of("reason", any(REASONS)));
            case 6 -> {
                String other = "run-" + random.nextInt(runs + 2);
                yield new LedgerEvent(EventType.FOUND_STAGED, other, item, null, Map.of("name", name(item)));
            }
            default -> event(EventType.STAGED, item, null, Map.of("name", name(item)));
        };
    }

    private LedgerEvent window(EventType type, String listed) {
        Map<String, Object> details = new HashMap<>(Map.of("withoutSha256", random.nextInt(2), "reason", "401"));
        if (listed != null) {
            details.put("listed", random.nextInt(4));
            details.put("total", random.nextInt(4));
        }
        return event(type, null, null, details);
    }

    private LedgerEvent worked(String item, int kind) {
        Map<String, Object> details = new HashMap<>(Map.of("name", name(item)));
        if (kind < 12) {
            plan(details);
            return event(EventType.PLANNED, item, null, details);
        }
        if (kind == 12) {
            return event(random.nextBoolean() ? EventType.COPIED : EventType.COPY_FAILED, item, null, details);
        }
        if (kind == 13) {
            return event(EventType.UNMAPPED_PARTICIPANT, item, null, Map.of("participant", 1));
        }
        boolean closed = kind < 16;
        if (!closed || random.nextBoolean()) {
            details.put("disposition", any(DISPOSITIONS));
            details.put("reason", any(REASONS));
        }
        return event(closed ? EventType.CLOSED : EventType.DELIVERED, item, closed ? null : any(MAILBOXES), details);
    }

    private LedgerEvent event(EventType type, String item, String mailbox, Map<String, Object> details) {
        return new LedgerEvent(type, random.nextInt(30) == 0 ? null : run, item, mailbox, details);
    }

    private void plan(Map<String, Object> details) {
        details.put("deliveries", random.nextInt(3));
        if (random.nextInt(4) == 0) {
            details.put("encryption", any(ENCRYPTIONS));
        }
        if (random.nextInt(4) == 0) {
            details.put("again", 1);
        }
    }

    private Optional<OpenWork> state() {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(OpenWork.UNPLANNED);
            default ->
                Optional.of(
                        new OpenWork(true, Set.of(any(MAILBOXES), any(MAILBOXES).concat("x"))));
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String name(String item) {
        return "staged/wechat/" + item + ".eml";
    }

    /** The file that a writer writes. */
    Path file(int writer) {
        return folder.resolve(writers.get(writer).object());
    }

    void setTime(String time) {
        clock.set(Instant.parse(time));
    }

    /** A writer stages items, and its lines reach the storage area. */
    void stage(int writer, String... ids) throws IOException {
        for (String id : ids) {
            write(writer, new LedgerEvent(EventType.STAGED, "run-0", id, null, Map.of("name", name(id))));
        }
        writeAll();
    }

    /** From now on the clock of a writer is behind by this, or ahead if it is negative. */
    void setClock(int writer, long millis) {
        clocks.set(writer, millis);
    }

    /** A process that has counted nothing yet. */
    TodayReport process() {
        return process(store);
    }

    TodayReport process(ObjectStore area) {
        TodayReport.Settings settings = new TodayReport.Settings("wechat", zone, copies);
        return new TodayReport(area, settings, this::open, this::countInstead, clock());
    }

    /** A process that reads the work records of few open items. */
    TodayReport process(int mostOpen) {
        TodayReport.Settings settings = new TodayReport.Settings("wechat", zone, copies);
        return new TodayReport(store, settings, this::open, this::countInstead, clock(), mostOpen);
    }

    /** Number of work records that were read since the last call. */
    int recordsRead() {
        int read = recordsRead;
        recordsRead = 0;
        return read;
    }

    /** A worker ends items without deliveries, and its lines reach the storage area. */
    void close(int writer, String... ids) throws IOException {
        for (String id : ids) {
            Map<String, Object> details = Map.of("name", name(id), "disposition", "skipped", "reason", "system");
            write(writer, new LedgerEvent(EventType.CLOSED, "run-0", id, null, details));
            works.put(name(id), Optional.empty());
        }
        writeAll();
    }

    private Report countInstead(ZoneId of) throws IOException {
        fullCounts++;
        return full();
    }

    Report full() throws IOException {
        return new ReportBuilder(new LedgerReader(store, "wechat"), this::open, clock(), copies).today(zone);
    }

    private Optional<OpenWork> open(String name) {
        recordsRead++;
        return works.getOrDefault(name, Optional.of(OpenWork.UNPLANNED));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
