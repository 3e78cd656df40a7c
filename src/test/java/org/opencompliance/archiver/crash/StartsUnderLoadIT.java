package org.opencompliance.archiver.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/**
 * Starts the packaged program repeatedly, with more concurrent starts than processors. Each process must execute a request that
 * existed before its start; a timer that was lost in the start would never do so.
 */
@Tag("crash")
class StartsUnderLoadIT {

    private static final int STARTS = Integer.getInteger("crash.starts", 200);
    private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final SampleDay NOTHING =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(1).odd(false).make();

    private final Path folder = Path.of("target", "crash", "starts").toAbsolutePath();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong longestMillis = new AtomicLong();

    @Test
    @Timeout(1_500)
    void everyOneTakesUpARequest() throws Exception {
        long start = System.nanoTime();
        ArchiverProcess.empty(folder);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (Sandbox sandbox = Sandbox.start(NOTHING)) {
            List<String> quickly = classes(sandbox);
            List<Future<List<Integer>>> workers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                workers.add(threads.submit(() -> startAll(sandbox, quickly)));
            }
            List<Integer> lost = new ArrayList<>();
            for (Future<List<Integer>> worker : workers) {
                lost.addAll(worker.get());
            }
            System.out.printf(
                    "%d starts, %d at once, in %d s; the slowest answered after %d ms, %d never%n",
                    STARTS,
                    AT_ONCE,
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                    longestMillis.get(),
                    lost.size());
            assertThat(lost)
                    .as("starts that never took up a request; see " + folder)
                    .isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    /** The class archive of one start, with which the other starts take about half the time. */
    private List<String> classes(Sandbox sandbox) throws Exception {
        Path archive = folder.resolve("classes.jsa");
        ArchiverProcess program = program(sandbox, "first", List.of("-XX:ArchiveClassesAtExit=" + archive));
        Process process = program.startRunning();
        process.destroy();
        process.waitFor();
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    /** Starts while starts are left; @return those that executed no request. */
    private List<Integer> startAll(Sandbox sandbox, List<String> options) throws Exception {
        List<Integer> lost = new ArrayList<>();
        for (int number = begun.incrementAndGet(); number <= STARTS; number = begun.incrementAndGet()) {
            if (!takesUpARequest(program(sandbox, Integer.toString(number), options))) {
                lost.add(number);
            }
        }
        return lost;
    }

    private boolean takesUpARequest(ArchiverProcess program) throws Exception {
        Request request = new Request(
                "one",
                "replay",
                null,
                null,
                "unmapped",
                null,
                "test",
                Clock.systemUTC().instant());
        try (ObjectStore area = LocalObjectStore.open(program.area(), Clock.systemUTC())) {
            new Requests(area, "wechat").leave(request);
        }
        long start = System.nanoTime();
        Process process = program.launch();
        try (ObjectStore area = LocalObjectStore.attach(program.area(), Clock.systemUTC())) {
            Requests requests = new Requests(area, "wechat");
            await().atMost(PATIENCE).pollInterval(100, TimeUnit.MILLISECONDS).until(() -> requests.answerTo(request)
                    .isPresent());
            longestMillis.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), Math::max);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private ArchiverProcess program(Sandbox sandbox, String name, List<String> more) throws IOException {
        List<String> options = new ArrayList<>(more);
        // Java 17 cannot archive the classes of lambdas
        options.add("-Djdk.internal.lambda.disableEagerInitialization=true");
        ArchiverProcess program = new ArchiverProcess(folder.resolve(name)).jvmOptions(options);
        program.configure(
                sandbox,
                Map.of(
                        "archiver.schedule", "0 0 0 1 1 ? 2099",
                        "archiver.management-port", "",
                        "camel.main.jmxEnabled", "false"));
        return program;
    }
}
