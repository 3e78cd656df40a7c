package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opencompliance.archiver.hostile.Entries.entry;
import static org.opencompliance.archiver.hostile.Entries.page;
import static org.opencompliance.archiver.hostile.Entries.pageBefore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.hostile.Ask;
import org.opencompliance.archiver.hostile.HostileSource;
import org.opencompliance.archiver.hostile.HostileSource.Behaviour;
import org.opencompliance.archiver.hostile.Wire;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.TenantUser;

/** A source with invalid responses, one day for each kind, through the whole program with 256 MB of heap. */
@Tag("long")
class HostileSourceIT {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
    private static final String MAILBOX = "77777777-7777-7777-7777-777777777777";
    private static final long LARGE = 500L << 20;
    private static final int NORMAL = 60;
    private static final int ONE_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofSeconds(300);
    private static final AtomicLong BEGUN = new AtomicLong();

    /** The kind of a day, and its expected log text; null for a successful day. */
    private record Day(String limit, Behaviour listing) {}

    private static final List<Day> DAYS = List.of(
            new Day("more text than the 64 KB that are read of an error", (ask, wire) -> {
                wire.begin(500);
                wire.repeat("error ", LARGE);
            }),
            new Day("telemessage.listing-limit", (ask, wire) -> {
                wire.begin(200);
                wire.write("{\"items\":[],\"more\":[");
                wire.repeat("\"text\",", LARGE);
            }),
            new Day("telemessage.listing-entries", (ask, wire) -> {
                wire.begin(200);
                wire.write("{\"items\":[null");
                wire.repeat(",null", LARGE);
            }),
            new Day("headers", (ask, wire) -> {
                wire.write("HTTP/1.1 200 OK\r\n");
                wire.repeat("X-Many: 1\r\n", -1);
            }),
            new Day("nested deeper", (ask, wire) -> {
                wire.begin(200);
                wire.write("{\"more\":");
                wire.repeat("[", LARGE);
            }),
            new Day("20 pages in a row", (ask, wire) -> wire.json(pageBefore(String.valueOf(System.nanoTime())))),
            new Day(null, HostileSourceIT::mixed));

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void endsEachDayAtItsLimitAndGoesOn() throws Exception {
        try (Sandbox sandbox = Sandbox.start(
                        SampleDay.on(LocalDate.parse("2026-11-20")).make());
                HostileSource source = HostileSource.start(this::answer)) {
            sandbox.tenant().add(TenantUser.member(MAILBOX, "normal@contoso.example", "Normal"));
            ArchiverProcess archiver = new ArchiverProcess(folder.resolve("archiver"))
                    .jvmOptions(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
            archiver.configure(
                    sandbox,
                    Map.of(
                            "telemessage.url", source.url(),
                            "telemessage.retries", "1",
                            "archiver.scheduled", "false"));
            Process running = archiver.startRunning();
            try {
                CompletableFuture<Duration> waited = CompletableFuture.supplyAsync(() -> untilAllArrived(sandbox));
                collectEachDay(archiver);
                assertThat(waited.get(1, TimeUnit.SECONDS)).isLessThan(PATIENCE);
                System.out.println("Resident memory at most: " + resident(running) + " KB");
                assertThat(running.isAlive()).isTrue();
            } finally {
                running.destroy();
                running.waitFor(60, TimeUnit.SECONDS);
            }
            assertParked(archiver);
            assertThat(Files.readString(archiver.log())).doesNotContain("OutOfMemory", "Unexpected failure");
        }
    }

    /** Duration for the items that must not wait, from the first listing of their day. */
    private static Duration untilAllArrived(Sandbox sandbox) {
        await().atMost(LONG).until(() -> BEGUN.get() != 0);
        await().atMost(LONG).until(() -> normal(sandbox) == NORMAL);
        Duration waited = Duration.ofNanos(System.nanoTime() - BEGUN.get());
        System.out.println(NORMAL + " normal items arrived after " + waited.toMillis() + " ms");
        return waited;
    }

    private void collectEachDay(ArchiverProcess archiver) throws Exception {
        for (int day = 0; day < DAYS.size(); day++) {
            String limit = DAYS.get(day).limit();
            long begun = System.nanoTime();
            int exitCode = collect(archiver, FIRST.plusDays(day));
            System.out.println(
                    "Day " + (day + 1) + " (" + limit + "): " + (System.nanoTime() - begun) / 1_000_000 + " ms");
            if (limit == null) {
                assertThat(exitCode)
                        .as("items are parked, see %s", archiver.log())
                        .isEqualTo(ExitCode.PARKED.code());
            } else {
                assertThat(exitCode).isEqualTo(1);
                assertThat(Files.readString(archiver.log())).contains(limit);
            }
        }
    }

    private static int collect(ArchiverProcess archiver, LocalDate day) throws IOException, InterruptedException {
        Process collecting = archiver.startCommand(
                "collect", "--from", day.toString(), "--to", day.plusDays(1).toString());
        try {
            assertThat(collecting.waitFor(180, TimeUnit.SECONDS)).isTrue();
            return collecting.exitValue();
        } finally {
            collecting.destroyForcibly();
        }
    }

    private void answer(Ask ask, Wire wire) throws IOException {
        if (ask.isListing()) {
            LocalDate day = LocalDate.ofInstant(Instant.parse(ask.query("archivedFrom")), ZoneOffset.UTC);
            DAYS.get((int) (day.toEpochDay() - FIRST.toEpochDay())).listing().answer(ask, wire);
        } else if (ask.id().startsWith("slow")) {
            wire.beginChunked(200);
            wire.drip("1\r\nx\r\n", ONE_SECOND / 5);
        } else if (ask.id().startsWith("drain")) {
            wire.beginChunked(200);
            wire.repeatChunks();
        } else if (ask.id().equals("busy")) {
            wire.answer(429, "Retry-After: 999999999\r\n", "");
        } else {
            wire.message("From: \"8613800000009 Normal\" <normal@contoso.example>\r\n"
                    + "To: \"8613800000009 Normal\" <normal@contoso.example>\r\nSubject: x\r\n\r\nHello\r\n");
        }
    }

    /** First four items at one byte per second and other bad items, then the items that must not wait for them. */
    private static void mixed(Ask ask, Wire wire) throws IOException {
        Instant at = FIRST.plusDays(DAYS.size() - 1L).atTime(12, 0).toInstant(ZoneOffset.UTC);
        List<String> bad = new ArrayList<>();
        Stream.of("slow1", "slow2", "slow3", "slow4", "busy").forEach(id -> bad.add(entry(id, at)));
        bad.add(entry("drain", at).replace("}", ",\"sizeBytes\":10}"));
        bad.add(entry("no-time", at).replace("}", ",\"archivedAt\":null}"));
        bad.add(entry("no-size", at).replace("}", ",\"sizeBytes\":1e30}"));
        if (ask.query("cursor") == null) {
            BEGUN.compareAndSet(0, System.nanoTime());
            wire.json(pageBefore("normal", bad.toArray(String[]::new)));
            return;
        }
        String[] normal = new String[NORMAL];
        for (int i = 0; i < NORMAL; i++) {
            normal[i] = entry("normal-" + i, at);
        }
        wire.json(page(normal));
    }

    private static long normal(Sandbox sandbox) {
        return sandbox.tenant().messages(MAILBOX, "WeChat Archiver").size();
    }

    private static void assertParked(ArchiverProcess archiver) throws IOException {
        assertThat(archiver.deadLetters())
                .extracting(letter -> letter.itemId() + " " + letter.reason())
                .containsExactlyInAnyOrder(
                        "slow1 fetch-failed",
                        "slow2 fetch-failed",
                        "slow3 fetch-failed",
                        "slow4 fetch-failed",
                        "busy fetch-failed",
                        "drain checksum-mismatch",
                        "no-time malformed-listing",
                        "no-size malformed-listing");
    }

    private static String resident(Process process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
