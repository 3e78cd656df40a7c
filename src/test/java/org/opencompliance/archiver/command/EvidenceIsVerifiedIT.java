package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.GraphOperation;

/** A collection of a few items, with each change to originals and ledger that a person could make. */
@Timeout(180)
class EvidenceIsVerifiedIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(5).odd(false).make();

    @TempDir
    private static Path collected;

    private static Sandbox sandbox;

    @TempDir
    private Path folder;

    private CommandLineSetUp setUp;

    @BeforeAll
    static void collect() throws Exception {
        sandbox = Sandbox.start(DAY);
        CommandLineSetUp.of(collected, sandbox).command("collect", "--from", "2026-11-20", "--to", "2026-11-21");
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void copyTheArea() throws Exception {
        setUp = CommandLineSetUp.of(folder, sandbox);
        Path area = collected.resolve("area");
        try (Stream<Path> files = Files.walk(area)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = folder.resolve("area").resolve(area.relativize(file));
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void asRecorded() throws Exception {
        Outcome outcome = setUp.command("verify", "--ledger", "--originals", "--mailboxes", "--content");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out())
                .contains(
                        "As it was written:",
                        "As recorded: " + originals().size() + " originals",
                        "As recorded: " + messages() + " messages.");
    }

    /** Every odd item of the sample day: broken parts, large attachments, hundreds of recipients. */
    @Test
    void asRecordedForOddItemsToo(@TempDir Path other) throws Exception {
        try (Sandbox odd =
                Sandbox.start(SampleDay.on(LocalDate.of(2026, 11, 20)).items(1).make())) {
            CommandLineSetUp ofOdd = CommandLineSetUp.of(other, odd);
            ofOdd.command("collect", "--from", "2026-11-20", "--to", "2026-11-21");

            Outcome outcome = ofOdd.command("verify", "--originals", "--mailboxes", "--content");

            assertThat(outcome.exitCode()).as(outcome.text()).isZero();
            assertThat(odd.tenant().requests(GraphOperation.GET_ATTACHMENT_CONTENT))
                    .isPositive();
        }
    }

    @Test
    void asRecordedInASample() throws Exception {
        Outcome outcome = setUp.command("verify", "--originals", "--mailboxes", "--sample", "3");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).contains("As recorded: 3 originals", "As recorded: 3 messages.");
    }

    @Test
    void onOtherDays() throws Exception {
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();

        Outcome outcome = setUp.command("verify", "--originals", "--mailboxes", "--from", tomorrow);

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).contains("As recorded: 0 originals", "As recorded: 0 messages.");
    }

    @Test
    void withAChangedOriginal() throws Exception {
        Path original = originals().get(0);
        byte[] content = Files.readAllBytes(original);
        content[content.length - 3] ^= 1;
        Files.write(original, content);

        expectOriginal(original, "ORIGINAL_CHANGED");
    }

    @Test
    void withAChangedOriginalAndItsMetadata() throws Exception {
        Path original = originals().get(0);
        Files.writeString(original, "Subject: other\r\n\r\nother");
        Path metadata =
                folder.resolve("area/.metadata").resolve(folder.resolve("area").relativize(original));
        String sha256 = org.opencompliance.archiver.item.Sha256.hex(Files.readAllBytes(original));
        Files.writeString(
                metadata,
                Files.readString(metadata)
                        .replaceFirst("sha256=\\w+", "sha256=" + sha256)
                        .replaceFirst("size=\\w+", "size=" + Files.size(original)));

        expectOriginal(original, "ORIGINAL_CHANGED");
    }

    @Test
    void withoutAnOriginal() throws Exception {
        Path original = originals().get(1);
        Files.delete(original);

        expectOriginal(original, "ORIGINAL_MISSING");
    }

    @Test
    void withAnOriginalThatTheLedgerDoesNotKnow() throws Exception {
        Path known = originals().get(0);
        Path added = known.resolveSibling("added.eml");
        Files.copy(known, added, StandardCopyOption.COPY_ATTRIBUTES);

        expectOriginal(added, "ORIGINAL_UNRECORDED");
    }

    private void expectOriginal(Path original, String kind) throws IOException {
        Outcome outcome = setUp.command("verify", "--originals");

        String name = folder.resolve("area").relativize(original).toString();
        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(7);
        assertThat(outcome.out()).contains(name + ": " + kind, "BROKEN: 1 fault in ");
    }

    @Test
    void againstAReportThatWasKeptElsewhere() throws Exception {
        // that of the day before the collection is first
        List<Path> reports = files("area/reports", ".json");
        Path report = reports.get(reports.size() - 1);
        Path copy = Files.copy(report, folder.resolve("copy.json"));
        Path ledger = files("area/ledger", ".jsonl").get(0);
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(ledger, String.join("\n", lines.subList(0, 3)) + "\n");
        for (Path each : reports) {
            Files.delete(each);
        }

        Outcome alone = setUp.command("verify", "--ledger");
        assertThat(alone.exitCode()).as(alone.text()).isZero();
        Outcome outcome = setUp.command("verify", "--ledger", "--carried", copy.toString());
        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.out()).contains("REMOVED_LINES");

        Files.writeString(copy, "{}", StandardCharsets.US_ASCII);
        assertThat(setUp.command("verify", "--ledger", "--carried", copy.toString())
                        .err())
                .contains("it is no report");
    }

    @Test
    void withTheKeyThatCheckPrints() throws Exception {
        Outcome check = setUp.command("check");

        assertThat(check.out())
                .contains("OK    Seal of the ledger: key ", "kept in the storage area", "public key MCowBQYDK2Vw");
    }

    private long messages() {
        return sandbox.tenant().mailboxes().stream()
                .mapToLong(user ->
                        sandbox.tenant().messages(user.id(), "WeChat Archiver").size())
                .sum();
    }

    private List<Path> originals() throws IOException {
        return files("area/staged", ".eml");
    }

    private List<Path> files(String below, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
