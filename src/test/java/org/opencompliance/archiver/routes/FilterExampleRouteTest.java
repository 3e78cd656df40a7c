package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.mapping.archived.ArchivedUsers;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.routing.check.ProgramContext;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;

/** The example of filters.md in place of the shipped route: by kind of item, by a list of users, by a group of the directory. */
class FilterExampleRouteTest {

    private static final String GROUP = "0f3c8e1a-5d4b-4c1e-9a56-1b2c3d4e5f60";
    private static final String ODD = "odd";

    @TempDir
    private static Path directory;

    private static Path routes;
    private static SandboxUnderTest sandbox;

    private ArchiverUnderTest archiver;
    private Scene scene;

    @BeforeAll
    static void copyRoutes() throws Exception {
        sandbox = new SandboxUnderTest();
        routes = Files.createDirectory(directory.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.copy(
                Path.of("src/main/examples/filter-item.camel.yaml"),
                routes.resolve("filter-item.camel.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        sandbox.clearFaults();
        scene = sandbox.scene();
    }

    private void start(String name, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("archiver.routes-directory", routes.toString());
        archiver = ArchiverUnderTest.start(sandbox, Files.createDirectory(directory.resolve(name)), all);
    }

    private List<String> ends(String id) {
        return Stream.of(EventType.DELIVERED, EventType.CLOSED)
                .flatMap(type -> archiver.ledger(type).stream())
                .filter(line -> id.equals(line.item()) && line.text("disposition") != null)
                .map(line -> line.mailbox() + " " + line.text("disposition") + " " + line.text("reason"))
                .sorted()
                .toList();
    }

    private Report report(Collection collection) throws Exception {
        return archiver.bean("reportBuilder", ReportBuilder.class)
                .collection(
                        collection.run(), LocalDate.ofInstant(sandbox.clock().instant(), ZoneOffset.UTC))
                .orElseThrow();
    }

    @Test
    void isNoError() throws Exception {
        try (ProgramContext program = new ProgramContext(Files.createDirectory(directory.resolve("check")), "local")) {
            assertThat(program.findings(RouteFolder.read(routes))).isEmpty();
        }
    }

    @Test
    void aKindOfItemIsSkippedAndCountedByItsReason() throws Exception {
        start("types", Map.of("archiver.skipped-types", "call,recall"));
        try (ArchiverUnderTest closed = archiver) {
            String mail = scene.mail("ann", "ben", "Hello");
            String call = scene.add(
                    SiteItem.of(scene.id("call"), "call", scene.archivedAt(), mail.getBytes(StandardCharsets.UTF_8)));
            String chat = scene.add("chat");

            Report report = report(closed.collectAndImport(scene));

            assertThat(ends(call)).containsExactly("null skipped type-not-archived");
            assertThat(ends(chat)).hasSize(2).allMatch(end -> end.contains("imported"));
            assertThat(report.imports().skippedByReason()).containsExactly(Map.entry("type-not-archived", 1L));
            assertThat(report.imports().available()).isEqualTo(3);
            assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.HOLDS);
            assertThat(closed.letters(call)).isEmpty();
        }
    }

    @Test
    void onlyTheListedUsersGetACopyAndTheOthersAreSkipped() throws Exception {
        Path list = Files.writeString(directory.resolve("users.txt"), "# compliance\n+" + scene.mobile(1) + "\n");
        start("list", Map.of("archiver.archived-users-file", list.toString()));
        try (ArchiverUnderTest closed = archiver) {
            String id = scene.add("one");

            Report report = report(closed.collectAndImport(scene));

            assertThat(ends(id))
                    .containsExactly(
                            scene.userId("ann") + " imported null", scene.userId("ben") + " skipped not-archived");
            assertThat(scene.archived("ben")).isEmpty();
            assertThat(report.imports().available()).isEqualTo(2);
            assertThat(report.imports().skippedByReason()).containsExactly(Map.entry("not-archived", 1L));
            assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.HOLDS);
            assertThat(closed.record(id).orElseThrow().closed()).isTrue();
        }
    }

    @Test
    void skippedMailboxesAndItemsGetTheirCopyWhenTheFilterChanges() throws Exception {
        Path list = Files.writeString(directory.resolve("changes.txt"), scene.address("ann") + "\n");
        start("changes", Map.of("archiver.archived-users-file", list.toString(), "archiver.mapping-check-every", "0s"));
        try (ArchiverUnderTest closed = archiver) {
            String id = scene.add("one");
            closed.collectAndImport(scene);
            assertThat(scene.archived("ben")).isEmpty();
            Files.writeString(list, scene.address("ann") + "\n" + scene.address("ben") + "\n");
            sandbox.clock().advance(Duration.ofMinutes(1));
            Request request = Request.replayEnded(
                    "not-archived", sandbox.clock().instant().minus(Duration.ofDays(1)), null, "a person");
            Requests requests = closed.bean("requests", Requests.class);

            requests.leave(request);
            await().until(() -> requests.answerTo(request).isPresent());

            assertThat(requests.answerTo(request).orElseThrow().text())
                    .isEqualTo("1 items planned again. See archiver events");
            assertThat(scene.archived("ben")).hasSize(1);
            assertThat(scene.archived("ann")).hasSize(1);
            assertThat(closed.record(id).orElseThrow().closed()).isTrue();
        }
    }

    @Test
    void withoutAUsableListItemsWaitAndNothingIsSkipped() throws Exception {
        Path list = Files.writeString(directory.resolve("bad.txt"), "ann\n");
        start("waits", Map.of("archiver.archived-users-file", list.toString(), "archiver.mapping-check-every", "0s"));
        try (ArchiverUnderTest closed = archiver) {
            String id = scene.add("one");
            closed.collect(scene.from(), scene.to());
            await().until(() -> closed.record(id).isPresent()
                    || closed.bean("archivedUsers", ArchivedUsers.class).problem() != null);
            assertThat(ends(id)).isEmpty();

            Files.writeString(list, scene.address("ann") + "\n" + scene.address("ben") + "\n");
            sandbox.clock().advance(Duration.ofMinutes(1));
            closed.awaitIdle();

            assertThat(ends(id)).hasSize(2).allMatch(end -> end.endsWith("imported null"));
            assertThat(closed.letters(id)).isEmpty();
        }
    }

    @Test
    void onlyTheMembersOfTheGroupGetACopyAndAFailureIsRetried() throws Exception {
        sandbox.tenant().group(GROUP, Set.of(scene.userId("ben")));
        start("group", Map.of("archiver.archived-group", GROUP));
        try (ArchiverUnderTest closed = archiver) {
            sandbox.tenant()
                    .inject(Fault.status(503).on(GraphOperation.CHECK_GROUPS).times(2));
            String id = scene.add("one");
            String next = scene.add("two");

            closed.collectAndImport(scene);

            for (String each : List.of(id, next)) {
                assertThat(ends(each))
                        .containsExactly(
                                scene.userId("ann") + " skipped not-archived", scene.userId("ben") + " imported null");
            }
            assertThat(closed.letters(id)).isEmpty();
        }
    }

    @Test
    void aGroupThatDoesNotExistSkipsNothing() throws Exception {
        sandbox.tenant().removeGroup(GROUP);
        start("no-group", Map.of("archiver.archived-group", GROUP));
        try (ArchiverUnderTest closed = archiver) {
            String id = scene.add("one");
            closed.collect(scene.from(), scene.to());
            await().until(() -> sandbox.tenant().requests(GraphOperation.GET_GROUP) > 2);
            assertThat(ends(id)).isEmpty();

            sandbox.tenant().group(GROUP, Set.of(scene.userId("ann"), scene.userId("ben")));
            closed.awaitIdle();

            assertThat(ends(id)).hasSize(2).allMatch(end -> end.endsWith("imported null"));
        }
    }

    @Test
    void aReasonOfAnotherFormParksAndIsNeverASkip() throws Exception {
        Path file = routes.resolve("filter-item.camel.yaml");
        String shipped = Files.readString(file);
        Files.writeString(file, shipped.replace("expression: not-archived", "expression: Not archived!"));
        sandbox.tenant().group(GROUP, Set.of());
        start(ODD, Map.of("archiver.archived-group", GROUP));
        Files.writeString(file, shipped);
        try (ArchiverUnderTest closed = archiver) {
            String id = scene.add("one");

            closed.collectAndImport(scene);

            assertThat(closed.letters(id)).singleElement().satisfies(letter -> assertThat(letter.reason())
                    .isEqualTo(Reason.INVALID_REASON));
            assertThat(ends(id)).containsExactly("null failed invalid-reason");
        }
    }
}
