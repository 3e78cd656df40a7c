package org.opencompliance.archiver.routing.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.routing.CapturedLines;
import org.opencompliance.archiver.routing.watch.StartedRoutes;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.site.SiteOperation;

/** The program with archiver.routes-reload=true, on a copy of the shipped routes. */
@Timeout(180)
class RoutesReloadIT {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Of the routes in use, so many change before the last page of the listing is given. */
    private static final int WHILE_LISTING = 4;
    /** Items on a page of the listing. */
    private static final int PAGE = 20;

    /** In the way of an item, from the listing to the mailbox, and at each end of a queue. Each changes once. */
    private static final List<String> IN_USE = List.of(
            "collect-item",
            "import-item",
            "fetch-item",
            "map-participants",
            "import-work",
            "park-item",
            "stage-item",
            "receive-work",
            "import-delivery",
            "stage-original");

    private static final String CALL =
            "id: map-users-to-participants\n                            uri: direct:map-participants\n";

    private static final String MISSPELT = CALL.replace("direct:map-participants", "direct:map-participant");

    private static final String GREETING =
            """
            # A route of the test.
            - route:
                id: greet
                description: Hello
                from:
                  id: greet-from
                  uri: direct:greet
                  steps:
                    - setBody:
                        id: greet-body
                        expression:
                          constant:
                            expression: %s
            """;

    @TempDir
    private Path folder;

    private Path routes;
    private Sandbox sandbox;
    private ArchiverProcess program;
    private Archiver archiver;
    private CapturedLines lines;

    @BeforeEach
    void copyRoutes() throws Exception {
        routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    private static SampleDay ordinaryDay() {
        return SampleDay.on(DAY).odd(false).items(20).make();
    }

    private void start(SampleDay day) throws Exception {
        sandbox = Sandbox.start(day);
        program = new ArchiverProcess(folder);
        program.configure(
                sandbox,
                Map.of(
                        "archiver.routes-directory", routes.toString(),
                        "archiver.routes-reload", "true",
                        "archiver.page-size", Integer.toString(PAGE),
                        // so long may a test hold an answer of the source
                        "telemessage.response-timeout-ms", "600000",
                        "archiver.retry-delay", "50ms",
                        "microsoft.look-pauses", "20ms,50ms",
                        "microsoft.look-patience", "0s"));
        lines = CapturedLines.of(RouteReload.class.getName());
        archiver = Archiver.start(
                Configuration.load(folder.resolve("application.properties"), Map.of()), Archiver.Mode.ON_DEMAND);
    }

    @AfterEach
    void close() {
        archiver.close();
        sandbox.close();
        lines.close();
    }

    @Test
    void newChangedAndDeletedFilesTakeEffect() throws Exception {
        start(ordinaryDay());
        Path file = routes.resolve("greet.camel.yaml");
        Files.writeString(file, GREETING.formatted("one"));
        await().atMost(PATIENCE).until(() -> camelHas("greet"));
        assertThat(greeting()).isEqualTo("one");

        Files.writeString(file, GREETING.formatted("two"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(greeting()).isEqualTo("two"));

        Files.delete(file);
        await().atMost(PATIENCE).until(() -> !camelHas("greet"));
        // the line follows the change
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines.all())
                .containsExactly(
                        "Routes reloaded from greet.camel.yaml: greet",
                        "Routes reloaded from greet.camel.yaml: greet",
                        "Routes reloaded from greet.camel.yaml: removed greet"));
        StartedRoutes started = archiver.bean("startedRoutes", StartedRoutes.class);
        await().atMost(PATIENCE).until(() -> started.missing().isEmpty());
    }

    @Test
    void brokenFileLeavesTheOldRoutesAndSaysWhy() throws Exception {
        start(ordinaryDay());
        Route before = archiver.context().getRoute("map-users");
        edit("map-users", text -> text.replace(CALL, MISSPELT));

        await().atMost(PATIENCE).until(() -> !lines.all().isEmpty());
        assertThat(lines.all())
                .singleElement()
                .asString()
                .matches(
                        "(?s)The changed route files are not used, the old"
                                + " routes stay: map-users\\.camel\\.yaml:\\d+: No enabled route begins at direct:map-participant\\b.*");
        assertThat(archiver.context().getRoute("map-users")).isSameAs(before);

        edit("map-users", text -> text.replace(MISSPELT, CALL));
        describe("map-users", "Corrected");
        await().atMost(PATIENCE).until(() -> described("map-users", "Corrected"));
    }

    @Test
    void deletedFileThatAGuaranteeNeedsIsNotAccepted() throws Exception {
        start(ordinaryDay());
        Files.delete(routes.resolve("telemessage.camel.yaml"));

        await().atMost(PATIENCE).until(() -> !lines.all().isEmpty());
        assertThat(lines.all().get(0)).contains("telemessage.camel.yaml:1", "direct:list-items");
        assertThat(camelHas("list-items")).isTrue();
    }

    @Test
    void changeOfTheErrorHandlingChangesItsRoutesOnly() throws Exception {
        start(ordinaryDay());
        Route itself = archiver.context().getRoute("import-item");
        Route other = archiver.context().getRoute("collect-item");
        edit(
                "import-errors",
                text -> text.replace(
                        "id: import-errors\n    description: ", "id: import-errors\n    description: New "));

        await().atMost(PATIENCE)
                .until(() -> archiver.context().getRoute("import-item") != itself && camelHas("import-item"));
        assertThat(archiver.context().getRoute("collect-item")).isSameAs(other);
    }

    /** A change waits for the exchanges in its routes: 5 seconds, and in the worst case 30 more before it is tried again. */
    @Test
    @Timeout(400)
    void itemsUnderWayAreNeitherLostNorDoubled() throws Exception {
        start(SampleDay.on(DAY).items(PAGE * (WHILE_LISTING + 2)).make());
        sandbox.site()
                .inject(Fault.slow(Duration.ofMillis(700))
                        .on(SiteOperation.FETCH)
                        .always());
        Hold page = sandbox.site().hold(SiteOperation.LIST);
        Request request = leave();
        for (String route : IN_USE.subList(0, WHILE_LISTING)) {
            page = giveOnly(page);
            change(route);
            assertThat(answer(request)).as("while %s changed", route).isEmpty();
        }
        page.release();
        for (String route : IN_USE.subList(WHILE_LISTING, IN_USE.size())) {
            change(route);
        }

        requireAllAsExpected(request);
    }

    /** Gives a page of the listing, so that its items are under way; @return holds the next page */
    private Hold giveOnly(Hold page) throws InterruptedException {
        assertThat(page.awaitArrived(PATIENCE)).isTrue();
        Hold next = sandbox.site().hold(SiteOperation.LIST);
        long before = sandbox.site().fetches();
        page.release();
        await().atMost(PATIENCE).until(() -> sandbox.site().fetches() > before);
        return next;
    }

    private void change(String route) throws IOException {
        String text = "Edit of " + route;
        describe(route, text);
        await().atMost(PATIENCE).until(() -> described(route, text));
    }

    @Test
    void collectionUnderWayCompletesOnTheOldRoute() throws Exception {
        start(ordinaryDay());
        Hold fetch = sandbox.site().hold(SiteOperation.FETCH);
        Request request = leave();
        assertThat(fetch.awaitArrived(PATIENCE)).isTrue();
        Route old = archiver.context().getRoute("run-collection");
        describe("run-collection", "Changed");
        await().atMost(PATIENCE).until(() -> !lines.all().isEmpty());
        assertThat(lines.all())
                .first()
                .asString()
                .startsWith("Changed routes take effect when the exchanges in them are complete: ")
                .contains("run-collection");
        assertThat(archiver.context().getRoute("run-collection")).isSameAs(old);

        fetch.release();
        requireAllAsExpected(request);
        await().atMost(PATIENCE).until(() -> described("run-collection", "Changed"));
        // the line follows the change
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines.all()).hasSize(2));
    }

    private Request leave() throws IOException {
        Request request = Request.collect(sandbox.day().from(), sandbox.day().to(), "test");
        archiver.bean("requests", Requests.class).leave(request);
        return request;
    }

    private Optional<RequestAnswer> answer(Request request) throws IOException {
        return archiver.bean("requests", Requests.class).answerTo(request);
    }

    /** Waits for the end, then compares every mailbox and every dead letter. */
    private void requireAllAsExpected(Request request) throws IOException {
        RequestAnswer answer = await().atMost(PATIENCE)
                .until(() -> answer(request), Optional::isPresent)
                .orElseThrow();
        WorkQueue queue = archiver.bean("workQueue", WorkQueue.class);
        await().atMost(PATIENCE).until(() -> queue.depth() == 0 && queue.held() == 0);
        assertThat(sandbox.verdict("WeChat Archiver").differences(program.deadLetters()))
                .isEmpty();
        assertThat(answer.good()).isTrue();
    }

    private String greeting() {
        return archiver.template().requestBody("direct:greet", null, String.class);
    }

    private boolean camelHas(String route) {
        ServiceStatus status = archiver.context().getRouteController().getRouteStatus(route);
        return status != null && status.isStarted();
    }

    private boolean described(String route, String text) {
        Route found = archiver.context().getRoute(route);
        return found != null && text.equals(found.getDescription()) && camelHas(route);
    }

    private void describe(String route, String text) throws IOException {
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file : files.toList()) {
                String old = Files.readString(file);
                String changed =
                        old.replaceAll("(?m)(^- route:\n    id: " + route + "\n    description: ).*", "$1" + text);
                if (!changed.equals(old)) {
                    Files.writeString(file, changed);
                }
            }
        }
    }

    private void edit(String name, UnaryOperator<String> change) throws IOException {
        Path file = routes.resolve(name + ".camel.yaml");
        Files.writeString(file, change.apply(Files.readString(file)));
    }
}
