package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.UtcDay;
import org.opencompliance.sandbox.day.SampleDay;

/** A collection of a few items, with each change to the ledger that is possible with access to the directory. */
@Timeout(120)
class LedgerIsVerifiedIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(5).odd(false).make();

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static CommandLineSetUp setUp;
    private static Path file;
    private static String written;

    /** The UTC day on which the ledger was written. */
    private static String day;

    private static Path report;
    private static String kept;

    @BeforeAll
    static void collect() throws Exception {
        UtcDay.awaitTimeBeforeMidnight();
        sandbox = Sandbox.start(DAY);
        setUp = CommandLineSetUp.of(folder, sandbox);
        Outcome collected = setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21");
        assertThat(collected.exitCode()).as(collected.text()).isZero();
        file = only("ledger", ".jsonl");
        written = Files.readString(file);
        day = file.getParent().getFileName().toString();
        report = only("reports/wechat/" + day, ".json");
        kept = Files.readString(report);
    }

    private static Path only(String of, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("area/" + of))) {
            List<Path> found =
                    files.filter(each -> each.toString().endsWith(ending)).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    @AfterEach
    void restore() throws IOException {
        Files.writeString(file, written);
        Files.writeString(report, kept);
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    @Test
    void asItWasWritten() throws Exception {
        Outcome verified = setUp.command("verify", "--ledger");
        Outcome reported = setUp.command("report", "--day", day);

        assertThat(verified.exitCode()).as(verified.text()).isZero();
        assertThat(verified.out())
                .startsWith("As it was written: " + written.lines().count() + " lines in 1 files");
        assertThat(reported.exitCode()).as(reported.text()).isZero();
        assertThat(reported.out()).contains("Ledger: HOLDS");
        assertThat(setUp.command("report").out()).contains("Ledger: HOLDS");
    }

    @Test
    void withAChangedLine() throws Exception {
        edit(lines -> lines.set(2, lines.get(2).replaceFirst("\"at\":\"2", "\"at\":\"1")));
        expectBroken(":3: CHANGED");
    }

    @Test
    void withALineThatIsNone() throws Exception {
        edit(lines -> lines.set(2, "{}"));
        expectBroken(":3: CHANGED");
    }

    @Test
    void withLinesInAnotherOrder() throws Exception {
        edit(lines -> Collections.swap(lines, 2, 3));
        expectBroken(":3: REORDERED");
    }

    @Test
    void withARemovedLine() throws Exception {
        edit(lines -> lines.remove(2));
        expectBroken(":3: REMOVED_LINES");
    }

    @Test
    void withALineThatWasWrittenTwice() throws Exception {
        edit(lines -> lines.add(3, lines.get(2)));
        expectBroken(":4: FORKED");
    }

    @Test
    void withATornLine() throws Exception {
        Files.writeString(file, written.substring(0, written.length() - 9));
        expectBroken(":" + written.lines().count() + ": TORN");
    }

    @Test
    void withATornLineThatWasAddedBehindWhatReportsNoted() throws Exception {
        Files.writeString(file, written + "{\"n\":99,\"at\"");
        expectBroken(":" + (written.lines().count() + 1) + ": TORN");
    }

    @Test
    void withItsEndCutOff() throws Exception {
        edit(lines -> lines.remove(lines.size() - 1));
        expectBroken(":" + written.lines().count() + ": REMOVED_LINES");
    }

    @Test
    void withoutItsFile() throws Exception {
        Files.delete(file);
        expectBroken(".jsonl: REMOVED_FILE");
    }

    @Test
    void withAChainThatWasComputedAnew() throws Exception {
        edit(LedgerIsVerifiedIT::chainAnew);
        expectBroken(": CHANGED");
    }

    @Test
    void withAReportThatCannotBeRead() throws Exception {
        Files.writeString(report, "{");

        Outcome verified = setUp.command("verify", "--ledger");

        assertThat(verified.exitCode()).isEqualTo(7);
        assertThat(verified.out()).contains(report.getFileName() + ": CHANGED");
    }

    @Test
    void isSaidToProgramsToo() throws Exception {
        edit(lines -> Collections.swap(lines, 2, 3));

        Outcome json = setUp.command("report", "--day", day, "--format", "json");
        Outcome csv = setUp.command("report", "--day", day, "--format", "csv");

        JsonNode ledger = new ObjectMapper().readTree(json.out()).path("ledger");
        assertThat(json.exitCode()).isEqualTo(7);
        assertThat(ledger.path("verdict").asText()).isEqualTo("BROKEN");
        assertThat(ledger.at("/faults/0/line").asInt()).isEqualTo(3);
        assertThat(ledger.at("/faults/0/file").asText())
                .endsWith(file.getFileName().toString());
        assertThat(csv.exitCode()).isEqualTo(7);
        assertThat(csv.out().lines()).anyMatch(row -> row.startsWith("\"ledger-fault\"") && row.contains("REORDERED"));
    }

    @Test
    void ofSomeDaysOnly() throws Exception {
        edit(lines -> Collections.swap(lines, 2, 3));
        LocalDate next = LocalDate.parse(day).plusDays(1);

        assertThat(setUp.command("verify", "--ledger", "--from", day, "--to", next.toString())
                        .exitCode())
                .isEqualTo(7);
        assertThat(setUp.command("verify", "--ledger", "--to", day).exitCode()).isZero();
        assertThat(setUp.command("verify", "--ledger", "--from", next.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void besideAnArchiverThatWritesIt(@TempDir Path other) throws Exception {
        CommandLineSetUp busy = CommandLineSetUp.of(other, sandbox);
        try (Archiver running = Archiver.start(busy.configuration(), Archiver.Mode.SCHEDULED)) {
            assertThat(running.context().isStarted()).isTrue();
            assertThat(busy.command("collect", "--from", "2026-11-20", "--to", "2026-11-21")
                            .exitCode())
                    .isZero();
            assertThat(busy.command("verify", "--ledger").exitCode()).isZero();
            assertThat(busy.command(
                                    "report",
                                    "--day",
                                    LocalDate.now(ZoneOffset.UTC).toString())
                            .out())
                    .contains("Ledger: HOLDS");
        }
    }

    @Test
    void onlyWhereThereIsOne(@TempDir Path other) throws Exception {
        Files.createDirectory(
                other.resolve("area"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        Outcome outcome = CommandLineSetUp.of(other, sandbox).command("verify", "--ledger");

        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.out()).contains("There is no ledger");
    }

    @Test
    void whenTheCommandIsUsedRightly() throws Exception {
        assertThat(setUp.command("verify").exitCode()).isEqualTo(2);
        assertThat(setUp.command("verify", "--ledger", "--from", "2026-11-20", "--to", "2026-11-20")
                        .exitCode())
                .isEqualTo(2);
    }

    /** Both commands report the fault, with file and line. */
    private static void expectBroken(String fault) throws IOException {
        Outcome verified = setUp.command("verify", "--ledger");
        Outcome ofDay = setUp.command("report", "--day", day);
        Outcome ofCollection = setUp.command("report");

        assertThat(List.of(verified, ofDay, ofCollection)).allSatisfy(outcome -> {
            assertThat(outcome.out()).contains("BROKEN", "ledger/wechat/" + day + "/", fault);
            assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(7);
        });
    }

    private interface Edit {
        void apply(List<String> lines) throws Exception;
    }

    private static void edit(Edit edit) throws Exception {
        List<String> lines = new ArrayList<>(written.lines().toList());
        edit.apply(lines);
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    /** Changes a line and all later hashes, so that the chain is valid. */
    private static void chainAnew(List<String> lines) throws Exception {
        String before = hash(lines.get(1));
        for (int i = 2; i < lines.size(); i++) {
            String body = lines.get(i).replaceFirst(",\"hash\":\"[^\"]*\"}$", "}");
            body = body.replaceFirst("\"prev\":\"[^\"]*\"", "\"prev\":\"" + before + "\"");
            body = i == 2 ? body.replaceFirst("\"at\":\"2", "\"at\":\"1") : body;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.ISO_8859_1));
            before = HexFormat.of().formatHex(digest);
            lines.set(i, body.substring(0, body.length() - 1) + ",\"hash\":\"" + before + "\"}");
        }
    }

    private static String hash(String line) {
        return line.replaceFirst(".*\"hash\":\"([^\"]*)\"}$", "$1");
    }
}
