package org.opencompliance.archiver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
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
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.site.SiteItem;

/**
 * Damaged mails on the whole way from the source to the mailboxes, in the packaged program with 96 MB of heap. None ends the process,
 * takes more than five seconds of CPU time, stays in the heap, or disappears.
 */
class MutatedMailsAreArchivedIT {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The dead letters that these mails can have: no participant has a mailbox, or the original is no mail. */
    private static final Set<String> REASONS = Set.of("UNMAPPED", "MALFORMED", "AMBIGUOUS");
    /** A participant with several possible mailboxes; the other participants have the item. */
    private static final String UNCLEAR = "AMBIGUOUS";

    private static final String CONNECTOR = "wechat";

    @TempDir
    private Path folder;

    private SampleDay day;
    private Sandbox sandbox;
    private ArchiverProcess archiver;
    private Process running;

    @AfterEach
    void stop() throws Exception {
        if (running != null) {
            running.destroy();
            running.waitFor(60, TimeUnit.SECONDS);
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** The same mails each time. */
    @Test
    void twoHundred() throws Exception {
        archive(200, 2, 1);
    }

    /** The mails of {@code -Dfuzz.seed}, else others each time. */
    @Test
    @Tag("fuzz")
    @Timeout(3600)
    void tenThousand() throws Exception {
        archive(10_000, 10, Long.getLong("fuzz.seed", System.nanoTime() & 0xFFFF_FFFL));
    }

    private void archive(int number, int hours, long seed) throws Exception {
        day = MutatedDay.of(number, hours, seed);
        sandbox = Sandbox.start(day);
        archiver = new ArchiverProcess(folder);
        archiver.jvmOptions(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        archiver.configure(sandbox, Map.of("archiver.item-cpu-limit", "5s", "archiver.retry-delay", "100ms"));
        running = archiver.startRunning();
        List<Long> heaps = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            collect(hour);
            heaps.add(heap());
        }
        Map<String, List<JsonNode>> letters = letters();
        System.out.println("Damaged mails of -Dfuzz.seed=" + seed + ": " + number + ", not imported: "
                + reasons(letters) + ", bytes in the heap: " + heaps + ", CPU time: "
                + running.info().totalCpuDuration().orElse(Duration.ZERO));
        assertEachIsInOnePlace(letters);
        assertEachHasAnEndInTheLedger();
        assertThat(letters.values().stream().flatMap(List::stream).map(letter -> letter.path("detail")
                        .asText()))
                .noneMatch(detail -> detail.contains("CPU"));
        assertThat(heaps.get(hours - 1)).isLessThan(heaps.get(0) + heaps.get(0) / 5);
    }

    /** Collects an hour and waits until everything in it has ended; both equations must hold. */
    private void collect(int hour) throws Exception {
        Instant from = day.from().plus(Duration.ofHours(hour));
        Request request = new Request(
                hour + "-00000000-0000-0000-0000-000000000000",
                "collect",
                from,
                from.plus(Duration.ofHours(1)),
                null,
                null,
                "test",
                Instant.now());
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            Requests requests = new Requests(store, CONNECTOR);
            requests.leave(request);
            RequestAnswer answer = await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(
                            () -> alive() ? requests.answerTo(request) : Optional.<RequestAnswer>empty(),
                            Optional::isPresent)
                    .orElseThrow();
            assertThat(answer.text()).contains("Control total: HOLDS", "Deliveries: HOLDS");
            assertThat(answer.good()).as(answer.text()).isTrue();
        }
    }

    private boolean alive() {
        assertThat(running.isAlive()).as("see %s", archiver.log()).isTrue();
        return true;
    }

    /** The bytes that are left in the heap after a collection. */
    private long heap() throws Exception {
        Process counting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(running.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(counting.getInputStream(), UTF_8))) {
            String total = lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(total.strip().split("\\s+")[2]);
        }
    }

    /** The open dead letters by item. */
    private Map<String, List<JsonNode>> letters() throws IOException {
        Map<String, List<JsonNode>> letters = new TreeMap<>();
        try (Stream<Path> files = Files.walk(archiver.area().resolve("dead-letters"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                JsonNode letter = JSON.readTree(file.toFile());
                if (!letter.hasNonNull("end")) {
                    letters.computeIfAbsent(letter.at("/listed/id").asText(), id -> new ArrayList<>())
                            .add(letter);
                }
            }
        }
        return letters;
    }

    private static Map<String, Integer> reasons(Map<String, List<JsonNode>> letters) {
        Map<String, Integer> reasons = new TreeMap<>();
        letters.values()
                .forEach(all -> all.forEach(
                        letter -> reasons.merge(letter.path("reason").asText(), 1, Integer::sum)));
        return reasons;
    }

    /** An item is once in each of its mailboxes, and otherwise in one dead letter. */
    private void assertEachIsInOnePlace(Map<String, List<JsonNode>> letters) {
        Map<String, List<String>> mailboxes = new TreeMap<>();
        for (TenantUser user : sandbox.tenant().mailboxes()) {
            for (MessageRecord message : sandbox.tenant().messages(user.id())) {
                message.extendedProperties().forEach((name, value) -> {
                    if (name.endsWith(" Name ItemId")) {
                        mailboxes
                                .computeIfAbsent(value, id -> new ArrayList<>())
                                .add(user.id());
                    }
                });
            }
        }
        for (SiteItem item : day.items()) {
            List<String> found = mailboxes.getOrDefault(item.id(), List.of());
            List<JsonNode> parked = letters.getOrDefault(item.id(), List.of());
            assertThat(found).as(item.id()).doesNotHaveDuplicates();
            assertThat(parked).as(item.id()).hasSizeBetween(found.isEmpty() ? 1 : 0, 1);
            assertThat(parked)
                    .extracting(letter -> letter.path("reason").asText())
                    .isSubsetOf(found.isEmpty() ? REASONS : Set.of(UNCLEAR));
        }
    }

    /** Each is staged once and closed once, in an unbroken ledger. */
    private void assertEachHasAnEndInTheLedger() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<String> ids = day.items().stream().map(SiteItem::id).toList();
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            LedgerReader ledger = new LedgerReader(store, CONNECTOR);
            assertThat(ledger.verify(today.minusDays(1), today.plusDays(1))).matches(LedgerVerification::intact);
            for (EventType event : List.of(EventType.STAGED, EventType.CLOSED)) {
                try (Stream<LedgerLine> lines = ledger.lines(today.minusDays(1), today.plusDays(1))) {
                    assertThat(lines.filter(line -> line.is(event)).map(LedgerLine::item))
                            .as("%s", event)
                            .containsExactlyInAnyOrderElementsOf(ids);
                }
            }
        }
    }
}
