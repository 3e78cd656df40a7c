package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
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
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;

/** The example of filters.md in place of the shipped route: by kind of item, by a list of users, by a group of the directory. */
class FilterExampleRouteTest {

    private static final String GROUP = "0f3c8e1a-5d4b-4c1e-9a56-1b2c3d4e5f60";
    private static final String FALLBACK = "unmapped@contoso.example";

    @TempDir
    private static Path directory;

    private static Path routes;
    private static SandboxUnderTest sandbox;

    /** By kind of item and by the list. */
    private static ArchiverUnderTest byList;

    private static ArchiverUnderTest byGroup;
    private static Path list;

    private ArchiverUnderTest archiver;
    private Scene scene;

    private static void copyRoutes() throws Exception {
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

    @BeforeAll
    static void startArchivers() throws Exception {
        copyRoutes();
        list = Files.writeString(directory.resolve("users.txt"), "# compliance\nnobody@contoso.example\n");
        byList = start(
                "list",
                Map.of(
                        "archiver.skipped-types",
                        "call,recall",
                        "archiver.archived-users-file",
                        list.toString(),
                        "archiver.mapping-check-every",
                        "0s",
                        "archiver.unmapped-mailbox",
                        FALLBACK));
        byGroup = start("group", Map.of("archiver.archived-group", GROUP));
    }

    @AfterAll
    static void stop() throws Exception {
        byList.close();
        byGroup.close();
        sandbox.close();
    }

    private static void listed(String... entries) throws Exception {
        Files.writeString(list, String.join("\n", entries) + "\n", StandardOpenOption.APPEND);
        sandbox.clock().advance(Duration.ofMinutes(1));
    }

    @BeforeEach
    void prepare() {
        sandbox.clearFaults();
        scene = sandbox.scene();
    }

    private static ArchiverUnderTest start(String name, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("archiver.routes-directory", routes.toString());
        return ArchiverUnderTest.start(sandbox, Files.createDirectory(directory.resolve(name)), all);
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
        archiver = byList;
        listed(scene.address("ann"), scene.address("ben"));
        String mail = scene.mail("ann", "ben", "Hello");
        String call = scene.add(
                SiteItem.of(scene.id("call"), "call", scene.archivedAt(), mail.getBytes(StandardCharsets.UTF_8)));
        String chat = scene.add("chat");

        Report report = report(archiver.collectAndImport(scene));

        assertThat(ends(call)).containsExactly("null skipped type-not-archived");
        assertThat(ends(chat)).hasSize(2).allMatch(end -> end.contains("imported"));
        assertThat(report.imports().skippedByReason()).containsExactly(Map.entry("type-not-archived", 1L));
        assertThat(report.imports().available()).isEqualTo(3);
        assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(archiver.letters(call)).isEmpty();
    }

    @Test
    void onlyTheListedUsersGetACopyAndTheOthersWhenTheListChanges() throws Exception {
        archiver = byList;
        listed("+" + scene.mobile(1));
        String id = scene.add("one");

        Report report = report(archiver.collectAndImport(scene));

        assertThat(ends(id))
                .containsExactly(scene.userId("ann") + " imported null", scene.userId("ben") + " skipped not-archived");
        assertThat(scene.archived("ben")).isEmpty();
        assertThat(report.imports().available()).isEqualTo(2);
        assertThat(report.imports().skippedByReason()).containsExactly(Map.entry("not-archived", 1L));
        assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(archiver.record(id).orElseThrow().closed()).isTrue();

        listed(scene.address("ben"));
        assertThat(replayed("not-archived")).contains(" items planned again: ", "1 with new copies");
        assertThat(scene.archived("ben")).hasSize(1);
        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
    }

    @Test
    void aReplayOfWhatIsSkippedAgainSaysSo() throws Exception {
        archiver = byList;
        listed(scene.address("ann"), scene.address("ben"));
        String mail = scene.mail("ann", "ben", "Hello");
        scene.add(SiteItem.of(scene.id("call"), "call", scene.archivedAt(), mail.getBytes(StandardCharsets.UTF_8)));
        archiver.collectAndImport(scene);

        assertThat(replayed("type-not-archived"))
                .matches(
                        "(\\d+) items planned again: \\1 skipped again \\(type-not-archived: \\1\\)\\. See archiver events");
        assertThat(replayed("unknown-reason"))
                .startsWith("There is no item that was skipped for the reason unknown-reason since ");
    }

    private String replayed(String reason) throws Exception {
        Instant from = sandbox.clock().instant().minus(Duration.ofDays(1));
        Request request = Request.replayEnded(reason, from, null, "a person");
        Requests requests = archiver.bean("requests", Requests.class);
        requests.leave(request);
        await().until(() -> requests.answerTo(request).isPresent());
        return requests.answerTo(request).orElseThrow().text();
    }

    @Test
    void theFallbackMailboxIsNeverLeftOut() throws Exception {
        archiver = byList;
        sandbox.tenant().add(TenantUser.member("id-of-the-fallback", FALLBACK, "Unmapped"));
        String id = scene.add(scene.item("one", scene.archivedAt(), scene.mail("kim", "lee", "Hello")));

        archiver.collectAndImport(scene);

        assertThat(ends(id)).containsExactly("id-of-the-fallback imported null");
    }

    @Test
    void withoutAUsableListItemsWaitAndNothingIsSkipped() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.txt"), "ann\n");
        archiver = start(
                "waits", Map.of("archiver.archived-users-file", bad.toString(), "archiver.mapping-check-every", "0s"));
        try (ArchiverUnderTest closed = archiver) {
            String id = scene.add("one");
            closed.collect(scene.from(), scene.to());
            await().until(() -> closed.record(id).isPresent()
                    || closed.bean("archivedUsers", ArchivedUsers.class).problem() != null);
            assertThat(ends(id)).isEmpty();

            Files.writeString(bad, scene.address("ann") + "\n" + scene.address("ben") + "\n");
            sandbox.clock().advance(Duration.ofMinutes(1));
            closed.awaitIdle();

            assertThat(ends(id)).hasSize(2).allMatch(end -> end.endsWith("imported null"));
            assertThat(closed.letters(id)).isEmpty();
        }
    }

    @Test
    void onlyTheMembersOfTheGroupGetACopyAndAFailureIsRetried() throws Exception {
        archiver = byGroup;
        sandbox.tenant().group(GROUP, Set.of(scene.userId("ben")));
        sandbox.tenant()
                .inject(Fault.status(503).on(GraphOperation.CHECK_GROUPS).times(2));
        List<String> ids = List.of(scene.add("one"), scene.add("two"));

        archiver.collectAndImport(scene);

        assertThat(ids).allSatisfy(id -> {
            assertThat(ends(id))
                    .containsExactly(
                            scene.userId("ann") + " skipped not-archived", scene.userId("ben") + " imported null");
            assertThat(archiver.letters(id)).isEmpty();
        });
    }

    @Test
    void aGroupThatDoesNotExistSkipsNothing() throws Exception {
        archiver = byGroup;
        sandbox.tenant().removeGroup(GROUP);
        long asked = sandbox.tenant().requests(GraphOperation.GET_GROUP);
        String id = scene.add("one");
        archiver.collect(scene.from(), scene.to());
        await().until(() -> sandbox.tenant().requests(GraphOperation.GET_GROUP) > asked + 1);
        assertThat(ends(id)).isEmpty();

        sandbox.tenant().group(GROUP, Set.of(scene.userId("ann"), scene.userId("ben")));
        archiver.awaitIdle();

        assertThat(ends(id)).hasSize(2).allMatch(end -> end.endsWith("imported null"));
    }

    @Test
    void aReasonOfAnotherFormParksAndIsNeverASkip() throws Exception {
        Path file = routes.resolve("filter-item.camel.yaml");
        String shipped = Files.readString(file);
        Files.writeString(file, shipped.replace("expression: not-archived", "expression: Not archived!"));
        sandbox.tenant().group(GROUP, Set.of());
        archiver = start("odd", Map.of("archiver.archived-group", GROUP));
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
