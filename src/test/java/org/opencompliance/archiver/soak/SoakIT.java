package org.opencompliance.archiver.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencompliance.archiver.crash.AreaState;
import org.opencompliance.archiver.crash.KeptReports;
import org.opencompliance.archiver.crash.Sky;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.LedgerVerification;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/**
 * The packaged program under mixed load for a long time: small and large items, windows that are collected again, new mappings,
 * replays and status commands, while source and tenant fail at times. Threads, handles, temporary files and memory must stay level,
 * and each item must be where it belongs at the end. {@code soak.minutes} is the time of the load.
 */
@Tag("soak")
class SoakIT {

    private static final int MINUTES = Integer.getInteger("soak.minutes", 30);
    private static final int ITEMS_A_MINUTE = Integer.getInteger("soak.items", 240);
    private static final long SEED = Long.getLong("soak.seed", 20261129);
    private static final int ROUNDS_A_MINUTE = 8;
    /** The share of requests for each kind of fault. */
    private static final double FAULTS = 0.02;

    /** Longer than the pause of a delivery that failed all the time, which doubles up to an hour. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(65);

    private static final String CONNECTOR = "wechat";
    private static final Pattern MANAGEMENT = Pattern.compile("health and metrics on (http://[^ ,]+)");

    private final Path folder = Path.of("target", "soak").toAbsolutePath();
    private final List<Sample> samples = new ArrayList<>();

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void nothingGrowsAndNothingIsLost() throws Exception {
        ArchiverProcess.empty(folder);
        SampleDay day = SampleDay.on(LocalDate.now(ZoneOffset.UTC).minusDays(1))
                .seed(SEED)
                .items(MINUTES * ITEMS_A_MINUTE)
                .large(Math.max(1, MINUTES / 3))
                .others(2)
                .make();
        try (Sandbox sandbox = Sandbox.start(day, Clock.systemUTC(), SEED)) {
            ArchiverProcess archiver = new ArchiverProcess(folder);
            // the memory of bin/archiver, which does not let a test ask for a collection of garbage
            archiver.jvmOptions(List.of(
                    "-XX:+UseSerialGC",
                    "-Xms64m",
                    "-Xmx256m",
                    "-Xmn40m",
                    "-XX:SurvivorRatio=2",
                    "-XX:MinHeapFreeRatio=15",
                    "-XX:MaxHeapFreeRatio=30",
                    "-XX:MetaspaceSize=96m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError"));
            archiver.configure(sandbox, settings());
            Process running = archiver.startRunning();
            try {
                load(sandbox, archiver, running);
                Sky.over(sandbox).clear();
                RequestAnswer answer = collect(archiver, day.from(), day.to());
                assertThat(answer.good()).as(answer.text()).isTrue();
                print(running, archiver);
                assertEachItemIsWhereItBelongs(sandbox, archiver);
            } finally {
                running.destroy();
                running.waitFor(1, TimeUnit.MINUTES);
            }
        }
        assertThat(new Level(samples).rises()).isEmpty();
    }

    private Map<String, String> settings() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        return Map.of(
                "archiver.temporary-directory", temporary.toString(),
                "archiver.retry-delay", "200ms",
                "archiver.max-tries", "100",
                "telemessage.retries", "10",
                "telemessage.retry-delay-ms", "100",
                "microsoft.look-pauses", "500ms,1s",
                "microsoft.look-patience", "2s");
    }

    private void load(Sandbox sandbox, ArchiverProcess archiver, Process running) throws Exception {
        Readings readings = new Readings(running.pid(), folder.resolve("temporary"), metrics(archiver));
        Sky.over(sandbox).darken(FAULTS);
        int rounds = MINUTES * ROUNDS_A_MINUTE;
        SampleDay day = sandbox.day();
        Duration slice = Duration.between(day.from(), day.to()).dividedBy(rounds);
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            Instant from = day.from().plus(slice.multipliedBy(round));
            leave(archiver, from, from.plus(slice));
            disturb(archiver, sandbox, round, from, slice);
            long rest = TimeUnit.MINUTES.toNanos(1) / ROUNDS_A_MINUTE - (System.nanoTime() - begun);
            LockSupport.parkNanos(rest);
            collectGarbage(running);
            samples.add(readings.take());
        }
    }

    /** What operators do, in turn. */
    private void disturb(ArchiverProcess archiver, Sandbox sandbox, int round, Instant from, Duration slice)
            throws Exception {
        switch (round % 4) {
            case 0 -> leave(archiver, from, from.plus(slice));
            case 1 ->
                Files.writeString(
                        folder.resolve("mapping.csv"),
                        sandbox.day().mappingCsv() + "9999" + (100_000 + round) + ",nobody@contoso.example\n");
            case 2 -> command(archiver, "dead-letters", "replay", "--reason", "unmapped");
            default -> command(archiver, "status");
        }
    }

    private static void command(ArchiverProcess archiver, String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archiver.command(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("Usage:");
    }

    /** Asks for a collection; nobody waits for its end, which may come after several faults. */
    private Request leave(ArchiverProcess archiver, Instant from, Instant to) throws Exception {
        Request request = Request.collect(from, to, "soak");
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            new Requests(store, CONNECTOR).leave(request);
        }
        return request;
    }

    private RequestAnswer collect(ArchiverProcess archiver, Instant from, Instant to) throws Exception {
        Request request = leave(archiver, from, to);
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            Requests left = new Requests(store, CONNECTOR);
            await().atMost(AFTERWARDS).pollInterval(300, TimeUnit.MILLISECONDS).until(() -> left.answerTo(request)
                    .isPresent());
            return left.answerTo(request).orElseThrow();
        }
    }

    /** So that the program knows how much of its heap is in use. */
    private static void collectGarbage(Process running) throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(running.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static URI metrics(ArchiverProcess archiver) throws IOException {
        Matcher address = MANAGEMENT.matcher(Files.readString(archiver.log()));
        assertThat(address.find()).isTrue();
        return URI.create(address.group(1) + "/metrics");
    }

    private void print(Process running, ArchiverProcess archiver) throws IOException, InterruptedException {
        double peak = new Readings(running.pid(), folder.resolve("temporary"), metrics(archiver)).peak();
        System.out.println(
                MINUTES + " minutes, " + samples.get(samples.size() - 1).items()
                        + " items staged, most resident memory " + Math.round(peak) + " MB, CPU time "
                        + running.info().totalCpuDuration().orElse(Duration.ZERO));
        System.out.println(new Level(samples).table());
        Files.write(
                folder.resolve("samples.csv"), samples.stream().map(Sample::csv).toList());
    }

    private static void assertEachItemIsWhereItBelongs(Sandbox sandbox, ArchiverProcess archiver) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            await().atMost(AFTERWARDS).pollInterval(1, TimeUnit.SECONDS).until(() -> AreaState.of(store, CONNECTOR)
                    .settled());
            AreaState state = AreaState.of(store, CONNECTOR);
            assertThat(sandbox.verdict("WeChat Archiver").differences(state.letters()))
                    .isEmpty();
            assertThat(KeptReports.of(store, CONNECTOR).wrong()).isEmpty();
            assertThat(new LedgerReader(store, CONNECTOR).verify(today.minusDays(1), today.plusDays(1)))
                    .matches(LedgerVerification::intact);
        }
    }
}
