package org.opencompliance.archiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.hostile.HostileDay;
import org.opencompliance.archiver.hostile.HostileSource;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;

/** Hostile items, a hostile listing and a hostile source at once, with 256 MB of heap: the other items do not wait, and none is lost. */
@Tag("crash")
class HostileDayIT {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final String FOLDER = "WeChat Archiver";

    @TempDir
    private Path folder;

    private final List<String> answers = new ArrayList<>();

    @Test
    @Timeout(900)
    void harmsNoOtherItem() throws Exception {
        Duration alone = archived(HostileDay.ofOrdinaryItems(DAY), "alone");
        Duration beside = archived(HostileDay.of(DAY), "beside");

        System.out.println("Hostile day: " + alone.toMillis() + " ms until the ordinary items were in their mailboxes, "
                + beside.toMillis() + " ms beside hostile ones");
        assertThat(answers)
                .as("the collections that must be incomplete, with the limit that each is over")
                .hasSize(HostileDay.LISTINGS.size());
        assertThat(beside.minus(alone))
                .as("how much longer an ordinary item waits")
                .isLessThan(LONGEST_WAIT);
    }

    /** From the first listing to the last message of an ordinary item. */
    private Duration archived(HostileDay day, String name) throws Exception {
        try (Sandbox sandbox = Sandbox.start(
                        SampleDay.on(LocalDate.parse("2026-01-01")).make());
                HostileSource source = HostileSource.start(day)) {
            sandbox.tenant().add(TenantUser.member("id-ann", HostileDay.ANN, "Ann"));
            sandbox.tenant().add(TenantUser.member("id-ben", HostileDay.BEN, "Ben"));
            sandbox.tenant().inject(Fault.slow(Duration.ofMillis(100)).always());
            ArchiverProcess archiver = new ArchiverProcess(folder.resolve(name));
            archiver.jvmOptions(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
            archiver.configure(
                    sandbox,
                    Map.of("telemessage.url", source.url(), "archiver.mapping-file", "", "telemessage.retries", "1"));
            Process running = archiver.startRunning();
            try {
                archive(archiver, running, day, sandbox);
                System.out.println("Peak of the resident memory, " + name + ": " + resident(running));
            } finally {
                running.destroy();
                running.waitFor(60, TimeUnit.SECONDS);
            }
            return sandbox.tenant().messages("id-ann", FOLDER).stream()
                    .filter(message -> day.normal().contains(message.subject()))
                    .map(message -> Duration.between(day.listedAt(), message.created()))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private void archive(ArchiverProcess archiver, Process running, HostileDay day, Sandbox sandbox) throws Exception {
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            Requests requests = new Requests(store, "wechat");
            Request main = leave(requests, "0-day", DAY);
            List<Request> hostile = new ArrayList<>();
            for (int i = 0; day.isHostile() && i < HostileDay.LISTINGS.size(); i++) {
                hostile.add(leave(requests, (i + 1) + "-" + HostileDay.LISTINGS.get(i), DAY.plusDays(i + 1)));
            }
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        assertThat(running.isAlive())
                                .as("see %s", archiver.log())
                                .isTrue();
                        return imported(day, sandbox).size() == day.normal().size();
                    });
            for (Request request : hostile) {
                RequestAnswer answer = awaitAnswer(requests, request, running, archiver);
                assertThat(answer.good()).as(answer.text()).isFalse();
                answers.add(answer.text());
            }
            assertThat(awaitAnswer(requests, main, running, archiver).text())
                    .contains("Control total: HOLDS", "Deliveries: HOLDS");
        }
        assertThat(imported(day, sandbox)).doesNotHaveDuplicates();
    }

    private static RequestAnswer awaitAnswer(
            Requests requests, Request request, Process running, ArchiverProcess archiver) {
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            assertThat(running.isAlive()).as("see %s", archiver.log()).isTrue();
            return requests.answerTo(request).isPresent();
        });
        try {
            return requests.answerTo(request).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Request leave(Requests requests, String id, LocalDate day) throws IOException {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Request request = new Request(
                id, "collect", from, from.plus(Duration.ofDays(1)), null, null, "hostile day", Instant.now());
        requests.leave(request);
        return request;
    }

    private static List<String> imported(HostileDay day, Sandbox sandbox) {
        return sandbox.tenant().messages("id-ann", FOLDER).stream()
                .map(MessageRecord::subject)
                .filter(day.normal()::contains)
                .toList();
    }

    private static String resident(Process process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.isReadable(status)) {
            return "unknown here";
        }
        return Files.readString(status, UTF_8)
                .lines()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\s+", " "))
                .findFirst()
                .orElse("unknown");
    }
}
