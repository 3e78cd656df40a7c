package org.opencompliance.archiver.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.Configuration;
import org.opencompliance.archiver.operations.Archiver;
import org.opencompliance.archiver.operations.Request;
import org.opencompliance.archiver.operations.Requests;

/**
 * Starts again and again on a machine that is busy: several at once, each with an area of its own, beside threads that do nothing but
 * take the processors. Every one of them must take up a request, which a timer that was lost in the start never does.
 */
@Tag("crash")
class StartsUnderLoadIT {

    private static final int STARTS = Integer.getInteger("crash.starts", 200);
    private static final int AT_ONCE = Integer.getInteger("crash.starts-at-once", 4);
    private static final int BUSY = Runtime.getRuntime().availableProcessors();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong longestMillis = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean(true);

    @Test
    @Timeout(900)
    void everyOneTakesUpARequest() throws Exception {
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE + BUSY);
        try {
            for (int i = 0; i < BUSY; i++) {
                threads.execute(this::burn);
            }
            List<Future<List<Integer>>> workers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                workers.add(threads.submit(this::startAll));
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
            assertThat(lost).as("starts that never took up a request").isEmpty();
        } finally {
            busy.set(false);
            threads.shutdownNow();
        }
    }

    private void burn() {
        long sum = 0;
        while (busy.get()) {
            sum += System.nanoTime() % 7;
        }
        assertThat(sum).isPositive();
    }

    /** Starts while there are starts left; @return those that took up nothing. */
    private List<Integer> startAll() throws Exception {
        List<Integer> lost = new ArrayList<>();
        for (int number = begun.incrementAndGet(); number <= STARTS; number = begun.incrementAndGet()) {
            if (!takesUpARequest(number)) {
                lost.add(number);
            }
        }
        return lost;
    }

    private boolean takesUpARequest(int number) throws Exception {
        Configuration configuration = configuration(folder.resolve("area-" + number));
        long start = System.nanoTime();
        try (Archiver archiver = Archiver.start(configuration, Archiver.Mode.ON_DEMAND)) {
            Requests requests = archiver.bean("requests", Requests.class);
            Request request = new Request(
                    "one", "replay", null, null, "unmapped", null, "test", Clock.systemUTC().instant());
            requests.leave(request);
            await().atMost(PATIENCE)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .until(() -> requests.answerTo(request).isPresent());
            longestMillis.accumulateAndGet(
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), Math::max);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static Configuration configuration(Path area) {
        Map<String, String> settings = Map.of(
                "telemessage.url", "http://127.0.0.1:1",
                "telemessage.username", "nobody",
                "telemessage.password", "none",
                "microsoft.credentials", "none",
                "microsoft.service-url", "http://127.0.0.1:1/v1.0",
                "archiver.storage-directory", area.toString(),
                "archiver.requests-every", "200ms",
                // contexts of one JVM may not share a name there
                "camel.main.jmxEnabled", "false");
        Configuration configuration = Configuration.load(null, Map.of());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            configuration = configuration.with(setting.getKey(), setting.getValue());
        }
        return configuration;
    }
}
