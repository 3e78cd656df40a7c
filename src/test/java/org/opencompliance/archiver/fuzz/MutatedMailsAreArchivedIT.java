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
 * Damaged mails on the whole way from the source to the mailboxes, in a process with 96 MB of heap. None may end the process, take
 * more than five seconds of CPU time, stay in the heap, or disappear.
 */
class MutatedMailsAreArchivedIT {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The reasons that the content of an item can have here: nobody that it names has a mailbox, or it is no message. */
    private static final Set<String> REASONS = Set.of("UNMAPPED", "MALFORMED", "AMBIGUOUS");
    /** A participant that may be somebody with a mailbox; the others have the item. */
    private static final String UNCLEAR = "AMBIGUOUS";


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

    @Test
    void someOfThem() throws Exception {
        archive(500, 2, 1);
    }

    /** {@code -Dfuzz.seed} chooses others. */
    @Test
    @Tag("fuzz")
    @Timeout(3600)
    void tenThousandOfThem() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("Damaged mails of -Dfuzz.seed=" + seed);
        archive(10_000, 10, seed);
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
        System.out.println("Damaged mails: " + number + ", not imported: " + reasons(letters) + ", bytes in the heap: "
                + heaps);
        assertEachIsInOnePlace(letters);
        assertThat(letters.values().stream().flatMap(List::stream).map(letter -> letter.path("detail").asText()))
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
            Requests requests = new Requests(store, "wechat");
            requests.leave(request);
            RequestAnswer answer = await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> alive() ? requests.answerTo(request) : Optional.<RequestAnswer>empty(), Optional::isPresent)
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
                        mailboxes.computeIfAbsent(value, id -> new ArrayList<>()).add(user.id());
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
}
