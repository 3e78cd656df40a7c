package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.routing.check.ProgramContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.sandbox.site.SiteItem;

/** The examples of routes/README.md that skip and park with a reason of their own, pasted into the shipped routes. */
class ReasonsOfOnesOwnRouteTest {

    private static final int MOST_SCENES = 20;
    private static final String FENCE = "```";
    private static final String TYPE = "            id: plan-item-type\n            when:\n";
    private static final String KIND = "            id: import-delivery-kind\n            when:\n";
    private static final String SIZE = "            id: plan-message-size\n            when:\n";
    /** As the example of excluded users, for an item of the type "odd" and with a reason that an expression gives. */
    private static final String ODD =
            """
                          - description: Its reason is an expression
                            expression:
                              simple:
                                expression: "${variable.order.item.type} == 'odd'"
                            steps:
                              - setVariable:
                                  id: plan-message-odd-reason
                                  name: reason
                                  expression:
                                    simple:
                                      expression: "EXCLUDED"
                              - to:
                                  id: plan-message-odd
                                  uri: direct:park-item
            """;

    /** The same with an object as the reason, and with a wrong argument. */
    private static final String OTHERS =
            """
                          - description: Its reason is an object
                            expression:
                              simple:
                                expression: "${variable.order.item.type} == 'number'"
                            steps:
                              - setVariable:
                                  id: plan-message-number-reason
                                  name: reason
                                  expression:
                                    simple:
                                      expression: "${variable.order}"
                              - to:
                                  id: plan-message-number
                                  uri: direct:park-item
                          - description: Its attempt is a text
                            expression:
                              simple:
                                expression: "${variable.order.item.type} == 'argument'"
                            steps:
                              - bean:
                                  id: plan-message-argument
                                  ref: itemImport
                                  method: "park(${variable.order.item.type}, 'excluded-user', 'Excluded')"
                          - description: Its reason is not set
                            expression:
                              simple:
                                expression: "${variable.order.item.type} == 'forgotten'"
                            steps:
                              - to:
                                  id: plan-message-forgotten
                                  uri: direct:park-item
            """;

    /** A branch of a delivery that does nothing. */
    private static final String NOTHING =
            """
                          - description: Forgotten
                            expression:
                              simple:
                                expression: "${variable.order.item.type} == 'undelivered'"
                            steps:
                              - stop:
                                  id: import-delivery-forgotten
            """;

    /** The same for a skip. */
    private static final String UNKNOWN =
            """
                          - description: Its reason is not set
                            expression:
                              simple:
                                expression: "${variable.order.item.type} == 'unknown'"
                            steps:
                              - to:
                                  id: plan-item-unknown
                                  uri: direct:skip-item
            """;

    @TempDir
    private static Path directory;

    private static Path routes;
    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        routes = Files.createDirectory(directory.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Path file = routes.resolve("import-item.camel.yaml");
        String excluded = IntStream.rangeClosed(1, MOST_SCENES)
                .mapToObj(scene -> "ann" + scene + "@contoso.example")
                .collect(Collectors.joining(","));
        String edited = pasted(Files.readString(file), TYPE, example("plan-item-call") + UNKNOWN);
        edited = pasted(
                edited, SIZE, example("plan-message-excluded").replace("{{excluded.users}}", excluded) + ODD + OTHERS);
        Files.writeString(file, pasted(edited, KIND, NOTHING));
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of("archiver.routes-directory", routes.toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        scene = sandbox.scene();
    }

    /** The example of the page that has a step of this id. */
    private static String example(String step) throws Exception {
        return Arrays.stream(Files.readString(Path.of("routes/README.md")).split(FENCE))
                .filter(block -> block.contains("id: " + step + "\n"))
                .findFirst()
                .orElseThrow()
                .lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String pasted(String file, String below, String example) {
        assertThat(file).contains(below);
        return file.replace(below, below + example);
    }

    private String add(String name, String type, String owner) {
        String mail = scene.mail("ann", "ben", "Hello")
                .replace(
                        "X-TELEMESSAGE-MessageType",
                        "X-TELEMESSAGE-ArchiveInitiator: " + owner + "\r\nX-TELEMESSAGE-MessageType");
        return scene.add(SiteItem.of(scene.id(name), type, scene.archivedAt(), mail.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> closedAs(String id) {
        return archiver.ledger(EventType.CLOSED).stream()
                .filter(line -> id.equals(line.item()))
                .map(line -> line.text("disposition") + " " + line.text("reason"))
                .toList();
    }

    /** Markdown removes the indentation of a fence from its lines, so a copy from the page in a browser would not be YAML. */
    @Test
    void areTheSameOnThePageAndInItsSource() throws Exception {
        assertThat(Files.readAllLines(Path.of("routes/README.md")))
                .filteredOn(line -> line.strip().startsWith(FENCE))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith(FENCE));
    }

    @Test
    void areNoErrors() throws Exception {
        try (ProgramContext program = new ProgramContext(Files.createDirectory(directory.resolve("check")), "local")) {
            assertThat(program.findings(RouteFolder.read(routes)))
                    .filteredOn(Finding::isError)
                    .isEmpty();
        }
    }

    @Test
    void aSkippedCallHasTheReasonOfTheRoute() {
        String call = add("call", "call", scene.address("ben"));
        String chat = add("chat", "chat", scene.address("ben"));

        archiver.collectAndImport(scene);

        assertThat(closedAs(call)).containsExactly("skipped calls-not-imported");
        assertThat(archiver.record(call).orElseThrow().disposition()).isEqualTo(Disposition.SKIPPED);
        assertThat(archiver.letters(call)).isEmpty();
        assertThat(archiver.record(chat).orElseThrow().deliveries()).hasSize(2);
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void aHeartbeatIsStillSkippedAsSystem() {
        String beat = add("beat", "system", scene.address("ben"));

        archiver.collectAndImport(scene);

        assertThat(closedAs(beat)).containsExactly("skipped system");
    }

    @Test
    void anExcludedUserIsParkedWithReasonAndHintAndReplayedByIt() {
        String id = add("excluded", "chat", scene.address("ann"));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.of("excluded-user"));
            assertThat(letter.hint()).isEqualTo("Ask the legal department, then remove the user from excluded.users");
            assertThat(letter.staged()).isNotNull();
        });
        assertThat(closedAs(id)).containsExactly("failed excluded-user");
        assertThat(scene.archived("ann")).isEmpty();

        archiver.replay("unmapped");
        archiver.replay("excluded-user");
        archiver.awaitIdle();

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> assertThat(letter.replay())
                .isNotNull());
    }

    @Test
    void aReasonOfAnotherFormParksAndIsNamed() {
        String id = add("odd", "odd", scene.address("ben"));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.INVALID_REASON);
            assertThat(letter.detail()).contains("The route gave the reason 'EXCLUDED'");
        });
        assertThat(closedAs(id)).containsExactly("failed invalid-reason");
    }

    @Test
    void aReasonThatIsNoTextParks() {
        String id = add("number", "number", scene.address("ben"));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.INVALID_REASON);
            assertThat(letter.detail()).contains("The route gave the reason (");
        });
    }

    @Test
    void aWrongArgumentOfTheParkingIsNamedWithTheItemUntilItIsParked() {
        String id = add("argument", "argument", scene.address("ben"));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.RETRIES_EXHAUSTED);
            assertThat(letter.detail())
                    .contains(
                            "Argument 1 of the method park of ItemImport is no ImportAttempt", "plan-message-argument");
        });
    }

    @Test
    void aSkipWithoutAReasonParks() {
        String id = add("unknown", "unknown", scene.address("ben"));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.INVALID_REASON);
        assertThat(scene.archived("ann")).isEmpty();
    }

    @Test
    void aBranchThatForgetsTheReasonParks() {
        String id = add("forgotten", "forgotten", scene.address("ben"));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.INVALID_REASON);
            assertThat(letter.detail()).contains("without a plan, a skip, a delivery or a reason to park");
        });
        assertThat(closedAs(id)).containsExactly("failed invalid-reason");
    }

    @Test
    void aBranchThatDeliversNothingParksTheDelivery() {
        String id = add("undelivered", "undelivered", scene.address("ben"));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id))
                .hasSize(2)
                .extracting(DeadLetter::reason)
                .containsOnly(Reason.INVALID_REASON);
        assertThat(scene.archived("ann")).isEmpty();
    }
}
