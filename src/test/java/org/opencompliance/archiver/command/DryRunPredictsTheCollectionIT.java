package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.NotedLedger;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.RecordedRequest;

/** A dry run over every odd item of the sample day, compared with the collection after it. */
@Timeout(240)
@Tag("long")
class DryRunPredictsTheCollectionIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(1).make();
    private static final String[] RANGE = {"collect", "--from", "2026-11-20", "--to", "2026-11-21"};

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommandLineSetUp setUp;
    private Path area;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(DAY);
        Path mapping = Files.writeString(folder.resolve("mapping.csv"), DAY.mappingCsv());
        area = folder.resolve("area");
        setUp = CommandLineSetUp.of(folder, sandbox)
                .with("archiver.mapping-file", mapping.toString())
                .with("archiver.mapping-check-every", "100ms")
                .with("archiver.mapping-still", "100ms");
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void beforeTheFirstRunWithoutAStorageArea() throws Exception {
        JsonNode dry = dryRun(5);

        assertThat(area).doesNotExist();
        assertOnlyReads(0, 0);
        assertThat(dry.path("complete").asBoolean()).isTrue();
        assertThat(dry.path("listed").asInt()).isEqualTo(DAY.expected().size());
        setUp.command(RANGE);
        assertThat(planned(dry)).containsExactlyElementsOf(recorded());
        assertThat(planned(dry).stream().map(row -> row.split(" ")[1]))
                .contains("import", "import-partly", "park", "skip");
    }

    @Test
    void afterItsCollectionNothingWouldBeImportedAgain() throws Exception {
        setUp.command(RANGE);
        int graph = sandbox.tenant().requests().size();
        int site = sandbox.site().requests().size();
        Map<String, String> before = snapshot();

        JsonNode dry = dryRun(-1);

        assertThat(snapshot()).isEqualTo(before);
        assertOnlyReads(graph, site);
        List<String> outcomes = dry.path("rows").findValuesAsText("outcome");
        assertThat(outcomes).contains("imported", "parked", "skipped").doesNotContain("import", "import-partly");
        assertThat(sandbox.tenant().requests()).hasSize(graph);
    }

    @Test
    void besideAnArchiverWithAnotherMapping() throws Exception {
        setUp.command(RANGE);
        String[] lines = DAY.mappingCsv().split("\\R");
        Path other = Files.writeString(folder.resolve("other.csv"), lines[0] + "\n" + lines[1] + "\n");
        JsonNode dry;
        // as a running archiver holds it, without the writes of one
        try (ObjectStore held = LocalObjectStore.open(area, Clock.systemUTC())) {
            Map<String, String> before = snapshot();
            dry = dryRun(-1, "--mapping", other.toString());
            assertThat(snapshot()).isEqualTo(before);
            assertThat(held.info("state/wechat/mapping/in-force.json")).isPresent();
        }

        JsonNode changes = dry.at("/totals/outcomes");
        assertThat(changes.at("/mapped-no-longer/rows").asInt()
                        + changes.at("/mapped-differently/rows").asInt())
                .as(changes.toPrettyString())
                .isPositive();
        assertThat(changes.has("mapped-newly")).isFalse();
        assertThat(dry.path("mappingInForce").asText())
                .hasSize(64)
                .isNotEqualTo(dry.path("mapping").asText());
    }

    @Test
    void withARouteThatParksByAReasonOfItsOwn() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Path edited = routes.resolve("import-item.camel.yaml");
        String text = Files.readString(edited);
        String condition = "              - description: Device heartbeats are stored but not imported\n";
        assertThat(text).contains(condition);
        Files.writeString(
                edited,
                text.replace(
                        condition,
                        """
                                      - description: Files are not imported here
                                        expression:
                                          simple:
                                            expression: "${variable.order.item.type} == 'file'"
                                        steps:
                                          - setVariable:
                                              id: plan-item-file-reason
                                              name: reason
                                              expression:
                                                constant:
                                                  expression: excluded-file
                                          - to:
                                              id: plan-item-file-park
                                              uri: direct:park-item
                        """
                                        .indent(0)
                                + condition));
        setUp.with("archiver.routes-directory", routes.toString());

        JsonNode dry = dryRun(5);
        setUp.command(RANGE);

        assertThat(dry.at("/totals/reasons/excluded-file/rows").asInt()).isPositive();
        assertThat(planned(dry)).containsExactlyElementsOf(recorded());
    }

    @Test
    void ofMailsWithSeveralContentsUnderOneId() throws Exception {
        Path mails = Files.createDirectory(folder.resolve("mails"));
        for (String text : List.of("one", "two", "three")) {
            Path mail = Files.writeString(
                    mails.resolve(text + ".eml"),
                    "X-TELEMESSAGE-ArchiveMessageID: tm-1\nFrom: a@elsewhere.example\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n\n"
                            + text + "\n");
            Files.setLastModifiedTime(mail, FileTime.from(Instant.parse("2026-11-20T11:00:00Z")));
        }
        setUp.with("telemessage.source", "mail")
                .with("telemessage.url", mails.toUri().toString());

        JsonNode dry = dryRun(5);
        setUp.command(RANGE);

        assertThat(dry.path("listed").asInt()).isEqualTo(3);
        List<String> reasons = new ArrayList<>();
        for (JsonNode row : dry.path("rows")) {
            if (row.path("outcome").asText().equals("park")) {
                reasons.add(row.path("reason").asText());
            }
        }
        assertThat(reasons)
                .containsExactlyInAnyOrderElementsOf(parked())
                .containsExactlyInAnyOrder("unmapped", "id-conflict", "id-conflict");
    }

    private List<String> parked() throws IOException {
        try (ObjectStore store = LocalObjectStore.attach(area, Clock.systemUTC());
                Stream<DeadLetter> open = new DeadLetters(store, new NotedLedger(), "wechat").open()) {
            return open.map(letter -> letter.reason().label()).toList();
        }
    }

    private JsonNode dryRun(int exitCode, String... more) throws Exception {
        Path file = folder.resolve("dry-" + Files.list(folder).count() + ".json");
        Outcome outcome = setUp.command(
                Stream.of(Stream.of(RANGE), Stream.of("--dry-run", "--output", file.toString()), Stream.of(more))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
        if (exitCode >= 0) {
            assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(exitCode);
        }
        assertThat(file).as(outcome.text()).exists();
        return JSON.readTree(file.toFile());
    }

    private void assertOnlyReads(int graph, int site) {
        assertThat(sandbox.site().requests().stream().skip(site).map(RecordedRequest::method))
                .isNotEmpty()
                .allMatch("GET"::equals);
        assertThat(sandbox.tenant().requests().stream().skip(graph).map(RecordedRequest::method))
                .allMatch("GET"::equals);
    }

    /**
     * Item, outcome, mailbox, rule and reason of each row, and each participant without a mailbox. The ledger has no such
     * participants of an item that is for no participant.
     */
    private static Set<String> planned(JsonNode dry) {
        Set<String> rows = new TreeSet<>();
        Set<String> forNobody = new HashSet<>();
        for (JsonNode row : dry.path("rows")) {
            if (row.path("reason").asText().equals("unmapped")) {
                forNobody.add(row.path("item").asText());
            }
        }
        for (JsonNode row : dry.path("rows")) {
            String id = row.path("item").asText();
            if (row.path("outcome").asText().equals("no-mailbox")) {
                row.path("participants").forEach(position -> {
                    if (!forNobody.contains(id)) {
                        rows.add(id + " without " + position.asInt());
                    }
                });
                continue;
            }
            rows.add(String.join(
                    " ",
                    id,
                    row.path("outcome").asText(),
                    row.path("mailbox").asText(),
                    row.path("rule").asText(),
                    row.path("reason").asText()));
        }
        return rows;
    }

    /** The same of the storage area. */
    private Set<String> recorded() throws IOException {
        Set<String> rows = new TreeSet<>();
        try (ObjectStore store = LocalObjectStore.attach(area, Clock.systemUTC())) {
            JsonObjects<WorkRecord> records = new JsonObjects<>(store, WorkRecord.class);
            for (ObjectInfo info : store.list("work/").toList()) {
                rows(records.read(info.name()).orElseThrow().value(), rows);
            }
            for (DeadLetter letter :
                    new DeadLetters(store, new NotedLedger(), "wechat").open().toList()) {
                if (letter.staged() == null) {
                    rows.add(letter.listed().id() + " park   " + letter.reason().label());
                }
            }
            unmapped(store, rows);
        }
        return rows;
    }

    private static void unmapped(ObjectStore store, Set<String> rows) throws IOException {
        LedgerReader ledger = new LedgerReader(store, "wechat");
        for (LocalDate day : ledger.days()) {
            try (Stream<LedgerLine> lines = ledger.lines(day, day)) {
                lines.filter(line -> line.is(EventType.UNMAPPED_PARTICIPANT)).forEach(line -> {
                    long first = line.number("participant");
                    long last = line.number("through") == null ? first : line.number("through");
                    LongStream.rangeClosed(first, last)
                            .forEach(position -> rows.add(line.item() + " without " + position));
                });
            }
        }
    }

    private static void rows(WorkRecord record, Set<String> rows) {
        String id = record.item().id();
        if (record.deliveries().isEmpty()) {
            rows.add(id + " " + outcome(record.disposition().label()) + "   " + record.reason());
        }
        for (Delivery delivery : record.deliveries()) {
            rows.add(String.join(
                    " ",
                    id,
                    outcome(delivery.disposition().label()),
                    delivery.mailbox(),
                    delivery.rule(),
                    delivery.reason() == null ? "" : delivery.reason()));
        }
    }

    private static String outcome(String disposition) {
        return Map.of(
                        "imported", "import",
                        "partially-imported", "import-partly",
                        "skipped", "skip",
                        "failed", "park")
                .get(disposition);
    }

    /** Each file and folder of the area with its time and content. */
    private Map<String, String> snapshot() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(area)) {
            for (Path path : paths.toList()) {
                String time = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                        .toString();
                String content = Files.isRegularFile(path)
                        ? Digest.of(Files.readAllBytes(path)).toString()
                        : "";
                all.put(area.relativize(path).toString(), time + " " + content);
            }
        }
        return all;
    }
}
