package org.opencompliance.archiver.ledger.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.range.RangeReports;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.sandbox.node.Programs;

/**
 * Pages in a real browser: each prints on one sheet of A4. Pictures and prints are stored in {@code target/report}. Without
 * Chromium the test is skipped, unless the system property {@code console.required} forbids that.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PagesInBrowserIT {

    private static final Path TARGET = Path.of("target/report").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private LocalObjectStore store;
    private Path browser;

    @BeforeEach
    void open() throws IOException {
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Programs.onPath(name).stream())
                .findFirst();
        if (found.isEmpty()) {
            assertThat(Boolean.getBoolean("console.required"))
                    .as("chromium is on the path")
                    .isFalse();
            assumeTrue(false, "Skipped: no page was printed, as chromium is not on the path");
        }
        browser = found.orElseThrow();
        store = LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC());
        SampleReports.store(store, SampleReports.DAY);
        Files.createDirectories(TARGET);
    }

    @AfterEach
    void close() throws IOException {
        if (store != null) {
            store.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good-collection",
                "long-day",
                "day-with-failures",
                "day-not-attested",
                "worst-collection",
                "day-without-process"
            })
    void eachPagePrintsOnOneSheet(String name) throws Exception {
        Path page = page(name);

        Path print = TARGET.resolve(name + ".pdf");
        browse("--print-to-pdf=" + print, "--no-pdf-header-footer", page.toUri().toString());

        String pdf = Files.readString(print, StandardCharsets.ISO_8859_1);
        assertThat(pdf.split("/Type /Page\\b", -1)).as("sheets of %s", print).hasSize(2);
    }

    @Test
    void aPageIsShownInEachSchemeAndWidth() throws Exception {
        showInEachSchemeAndWidth("worst-collection");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"good-collection", "long-day", "day-with-failures", "day-not-attested", "day-without-process"})
    @Tag("long")
    void eachPageIsShownInEachSchemeAndWidth(String name) throws Exception {
        showInEachSchemeAndWidth(name);
    }

    private void showInEachSchemeAndWidth(String name) throws Exception {
        Path page = page(name);

        picture(page, name + "-light.png", "1100,1500", "--blink-settings=preferredColorScheme=1");
        picture(page, name + "-dark.png", "1100,1500", "--blink-settings=preferredColorScheme=0");
        picture(page, name + "-narrow.png", "500,1500", "--blink-settings=preferredColorScheme=1");
    }

    @Test
    void aRangeOfTwoMonthsHasAPage() throws Exception {
        LocalDate from = SampleReports.DAY.minusDays(59);
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC);
        ReportBuilder counted =
                new ReportBuilder(new LedgerReader(store, SampleReports.CONNECTOR), name -> Optional.empty(), clock);
        RangeReports ranges = new RangeReports(SampleReports.CONNECTOR, new ReportWriter(store), counted, clock);
        Path page = TARGET.resolve("range.html");
        Files.writeString(page, RangePage.render(ranges.of(from, SampleReports.DAY), ReasonGuide.load()));

        picture(page, "range-light.png", "1100,1500", "--blink-settings=preferredColorScheme=1");
        browse(
                "--print-to-pdf=" + TARGET.resolve("range.pdf"),
                "--no-pdf-header-footer",
                page.toUri().toString());
    }

    private Path page(String name) throws IOException {
        return Files.writeString(
                TARGET.resolve(name + ".html"),
                new ReportPages(store, SampleReports.CONNECTOR, ReasonGuide.load()).render(report(name)));
    }

    private static Report report(String name) {
        return switch (name) {
            case "good-collection" -> SampleReports.goodCollection();
            case "long-day" -> SampleReports.dayWithLongTexts();
            case "day-not-attested" -> SampleReports.dayNotAttested();
            case "day-with-failures" -> SampleReports.dayWithFailures();
            case "worst-collection" -> SampleReports.worstCollection();
            default -> SampleReports.dayWithoutProcess();
        };
    }

    private void picture(Path page, String name, String size, String scheme) throws Exception {
        Path picture = TARGET.resolve(name);
        Files.deleteIfExists(picture);
        browse(
                "--screenshot=" + picture,
                "--window-size=" + size,
                "--hide-scrollbars",
                scheme,
                page.toUri().toString());
        assertThat(picture).isNotEmptyFile();
    }

    private void browse(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                // no sandbox of its own, which root may not have
                "--no-sandbox",
                "--disable-gpu",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("browser")));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("browser.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time; %s", log)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("exit code; %s", Files.readString(log))
                    .isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
