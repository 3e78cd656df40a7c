package org.opencompliance.archiver.ledger.seal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Source;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;

/** A storage area with a ledger that is sealed day by day. */
final class SealedArea implements Closeable {

    static final LocalDate DAY = LocalDate.parse("2026-11-20");

    final LocalObjectStore store;
    private final Path directory;

    SealedArea(Path temp) throws IOException {
        directory = temp.resolve("area");
        store = LocalObjectStore.open(directory, Clock.systemUTC());
    }

    private static Clock at(LocalDate day, String time) {
        return Clock.fixed(Instant.parse(day + "T" + time + "Z"), ZoneOffset.UTC);
    }

    /** A process that records items on a day and ends. */
    SealedArea record(LocalDate day, String... items) throws IOException {
        try (GroupCommitLedger ledger = ledger(day)) {
            for (String item : items) {
                ledger.append(new LedgerEvent(EventType.STAGED, "run", item, null, Map.of("name", item)))
                        .join();
            }
        }
        return this;
    }

    private GroupCommitLedger ledger(LocalDate day) {
        LedgerSettings settings = new LedgerSettings(
                "wechat", "w", Duration.ZERO, 1_000, 1 << 20, 1_000, 1 << 20, 1_000, Duration.ofSeconds(1));
        return GroupCommitLedger.open(store, settings, at(day, "10:00:00"));
    }

    /** A stored report of a day without items. */
    SealedArea report(LocalDate day) throws IOException {
        Source source = new Source(0, null, 0, 0, new TreeMap<>(), 0, 0, null, List.of(), null);
        Equation equation = new Equation("0 = 0", Verdict.HOLDS);
        String text = ReportJson.render(new Report(
                new Report.Heading("wechat", day, null, Instant.parse(day.plusDays(1) + "T00:05:00Z"), null),
                source,
                new Imports(0, 0, 0, 0, 0, 0, null),
                null,
                new Report.Equations(equation, equation, null),
                new Report.Rows(List.of(), List.of(), List.of(), List.of()),
                null,
                List.of(),
                null));
        store.create("reports/wechat/" + day + "/day.json", ObjectContent.of(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** A process that starts on the next day and seals. */
    SealedArea seal(LocalDate day, SealKeys keys) throws IOException {
        try (GroupCommitLedger ledger = ledger(day.plusDays(1))) {
            new Sealing(store, ledger, reader(), keys, at(day.plusDays(1), "00:06:00")).sealDue();
        }
        return this;
    }

    LedgerReader reader() {
        return new LedgerReader(store, "wechat");
    }

    SealKeys keys() {
        return keys("");
    }

    SealKeys keys(String pem, String... earlier) {
        return new SealKeys(store, "wechat", pem, Set.of(earlier));
    }

    LedgerFinding verify(SealKeys keys) throws IOException {
        return new LedgerAudit(store, "wechat", keys).verify(LocalDate.EPOCH, LocalDate.of(9999, 12, 30));
    }

    /** Each fault as its kind and the end of its file name. */
    List<String> faults(SealKeys keys) throws IOException {
        return verify(keys).ledger().breaks().stream().map(SealedArea::text).toList();
    }

    private static String text(Break fault) {
        String[] path = fault.file().split("/");
        String last = fault.file().endsWith("/") ? "" : "/" + path[path.length - 1];
        return fault.kind() + " " + path[2] + last + (fault.line() == 0 ? "" : ":" + fault.line());
    }

    Path seal(LocalDate day) {
        return path("reports/wechat/" + day + "/day.seal");
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** Removes everything of a kind, as an attacker with write access could. */
    void wipe(String folder) throws IOException {
        Files.walkFileTree(path(folder), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
