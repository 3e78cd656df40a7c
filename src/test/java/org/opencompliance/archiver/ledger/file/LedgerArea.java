package org.opencompliance.archiver.ledger.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.sandbox.AdjustableClock;

/** A storage area for one test, with a clock that the test sets. */
final class LedgerArea implements Closeable {

    static final LocalDate DAY = LocalDate.parse("2026-11-20");

    final FaultyStore store;
    private final Path directory;
    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-20T02:00:00Z"));

    LedgerArea(Path temp) throws IOException {
        directory = temp.resolve("area");
        store = new FaultyStore(LocalObjectStore.open(directory, clock));
    }

    Clock clock() {
        return clock;
    }

    void set(String time) {
        clock.set(Instant.parse(time));
    }

    void pass(Duration duration) {
        clock.advance(duration);
    }

    GroupCommitLedger ledger(String writer) {
        return GroupCommitLedger.open(store, LedgerSettings.of("wechat", writer), clock(), new FakePace());
    }

    /** A short-lived process with this writer name that records items one by one. */
    void record(String writer, String... items) throws IOException {
        try (GroupCommitLedger ledger = ledger(writer)) {
            for (String item : items) {
                ledger.append(staged(item)).join();
                pass(Duration.ofSeconds(1));
            }
        }
    }

    static LedgerEvent staged(String item) {
        return new LedgerEvent(EventType.STAGED, "run-1", item, null, Map.of("name", "staged/" + item, "size", 5));
    }

    LedgerReader reader() {
        return new LedgerReader(store, "wechat", new FakePace());
    }

    List<LedgerLine> lines(LocalDate from, LocalDate to) {
        try (Stream<LedgerLine> lines = reader().lines(from, to)) {
            return lines.toList();
        }
    }

    List<LedgerLine> lines() {
        return lines(DAY, DAY.plusDays(9));
    }

    /** The items in ledger order. */
    List<String> items() {
        return lines().stream()
                .map(LedgerLine::item)
                .filter(item -> item != null)
                .toList();
    }

    LedgerVerification verify() throws IOException {
        return reader().verify(DAY, DAY.plusDays(9));
    }

    Path file(String writer, int number) {
        return file(DAY, writer, number);
    }

    Path file(LocalDate day, String writer, int number) {
        return directory.resolve(name(day, writer, number));
    }

    static String name(String writer, int number) {
        return name(DAY, writer, number);
    }

    static String name(LocalDate day, String writer, int number) {
        return new LedgerFile("wechat", day, writer, number).name();
    }

    /** Rewrites a file, as an attacker with write access to the storage area could. */
    void edit(Path file, Edit edit) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        edit.apply(lines);
        Files.writeString(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    interface Edit {
        void apply(List<String> lines) throws IOException;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
