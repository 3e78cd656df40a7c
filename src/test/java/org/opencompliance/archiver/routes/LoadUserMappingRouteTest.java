package org.opencompliance.archiver.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.mapping.MemoryStore;
import org.opencompliance.archiver.mapping.MovableClock;
import org.opencompliance.archiver.mapping.csv.KeptMapping;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingCsv;
import org.opencompliance.archiver.mapping.csv.MappingFile;
import org.opencompliance.archiver.mapping.csv.MappingProblem;
import org.opencompliance.archiver.mapping.csv.UserMapping;
import org.opencompliance.archiver.mapping.csv.UserMappings;

class LoadUserMappingRouteTest {

    private static final String HEADER = "External User ID,Microsoft 365 User Mailbox\n";
    private static final String SUSAN = "445204334324";
    private static final String GOOD = HEADER + SUSAN + ",susan@contoso.com\n";
    private static final String OTHER = HEADER + SUSAN + ",jeff@contoso.com\n";
    private static final String BAD = HEADER + "4.45204E+11,susan@contoso.com\n";

    private final MovableClock clock = new MovableClock();
    private final MemoryStore store = new MemoryStore();
    private final List<LedgerEvent> ledger = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private Path file;
    private UserMappings mappings;
    private RouteTestSupport routes;

    @AfterEach
    void stop() {
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    void mappingIsInForceOnceTheFileIsStill() throws Exception {
        start();
        write(GOOD);

        tick(Duration.ZERO);
        tick(Duration.ofSeconds(4));
        assertThat(mappings.isWaiting()).as("four seconds are too few").isTrue();
        tick(Duration.ofSeconds(1));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
        assertThat(mappings.isWaiting()).isFalse();
        assertThat(ledger)
                .containsExactly(new LedgerEvent(
                        EventType.MAPPING_ACCEPTED,
                        null,
                        null,
                        null,
                        Map.of("version", mappings.version(), "rows", 1)));
        assertThat(store.names())
                .containsExactly(
                        "state/wechat/mapping/" + mappings.version() + ".csv", "state/wechat/mapping/in-force.json");
    }

    @Test
    void fileIsNotReadWhileItIsBeingWritten() throws Exception {
        start();
        write(HEADER + SUSAN + ",susan@con");
        tick(Duration.ZERO);
        tick(Duration.ofSeconds(4));
        write(HEADER + SUSAN + ",susan@contoso.com\n4423");

        tick(Duration.ofSeconds(4));
        tick(Duration.ofSeconds(4));
        assertThat(mappings.version()).isEqualTo("none");
        write(HEADER + SUSAN + ",susan@contoso.com\n442323523455,jeff@contoso.com\n");
        tick(Duration.ofSeconds(4));
        assertThat(ledger).isEmpty();
        tick(Duration.ofSeconds(5));

        assertThat(mappings.inForce().orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void fileThatIsReplacedByAnotherOfTheSameSizeAndTimeIsRead() throws Exception {
        start();
        load(GOOD);
        Path next = Files.writeString(folder.resolve("next.csv"), GOOD.replace("susan", "sarah"), UTF_8);
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

        tick(Duration.ZERO);
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("sarah@contoso.com");
    }

    @Test
    void unchangedFileIsReadOnce() throws Exception {
        start();
        load(BAD);

        tick(Duration.ofSeconds(5));
        tick(Duration.ofSeconds(5));

        assertThat(ledger).hasSize(1);
    }

    @Test
    void refusedFileLeavesTheLastGoodMappingInForce() throws Exception {
        start();
        load(GOOD);

        load(BAD + "12,nobody\n");

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
        assertThat(ledger)
                .last()
                .isEqualTo(new LedgerEvent(EventType.MAPPING_REFUSED, null, null, null, Map.of("problems", 3)));
    }

    @Test
    void importingWaitsWhenTheOnlyFileIsRefused() throws Exception {
        start();

        load(BAD);

        assertThat(mappings.isWaiting()).isTrue();
        assertThat(mappings.version()).isEqualTo("none");
    }

    @Test
    void missingFileLeavesTheMappingInForce() throws Exception {
        start();
        load(GOOD);
        Files.delete(file);

        tick(Duration.ofSeconds(5));
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
        assertThat(ledger).hasSize(1);
    }

    @Test
    void mappingIsInForceAgainAfterARestartWithoutTheFile() throws Exception {
        start();
        load(GOOD);
        load(OTHER);
        Files.delete(file);

        restart();
        tick(Duration.ZERO);

        assertThat(mailboxOf(SUSAN)).isEqualTo("jeff@contoso.com");
        assertThat(mappings.isWaiting()).isFalse();
        assertThat(ledger)
                .extracting(LedgerEvent::type)
                .containsOnly(EventType.MAPPING_ACCEPTED)
                .hasSize(2);
    }

    @Test
    void sameFileAfterARestartIsNoNewEvent() throws Exception {
        start();
        load(GOOD);

        restart();
        tick(Duration.ZERO);
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
        assertThat(ledger).hasSize(1);
    }

    @Test
    void damagedCopyIsNotPutInForceAndTheFileSetsItRight() throws Exception {
        start();
        load(GOOD);
        store.put("state/wechat/mapping/" + mappings.version() + ".csv", OTHER.getBytes(UTF_8));

        restart();
        tick(Duration.ZERO);
        assertThat(mappings.isWaiting()).isTrue();
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
    }

    @Test
    void areaThatIsDownIsTriedAgain() throws Exception {
        start();
        write(GOOD);
        tick(Duration.ZERO);
        store.setDown(true);
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(() -> tick(Duration.ZERO)).hasRootCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> routes.template().requestBody("direct:load-user-mapping", ""))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(mappings.isWaiting())
                .as("a mapping is not used before it is stored")
                .isTrue();

        store.setDown(false);
        tick(Duration.ZERO);

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
    }

    @Test
    void nothingHappensWhenNoMappingIsAskedFor() throws Exception {
        start("");

        tick(Duration.ofSeconds(5));

        assertThat(mappings.isAskedFor()).isFalse();
        assertThat(mappings.isWaiting()).isFalse();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void loadingByHandDoesNotWait() throws Exception {
        start();
        write(GOOD);

        MappingCheck check = routes.template().requestBody("direct:load-user-mapping", "", MappingCheck.class);

        assertThat(check.accepted()).isTrue();
        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
    }

    @Test
    void loadingByHandTellsWhyItIsRefused() throws Exception {
        start();
        write(BAD);

        MappingCheck check = routes.template().requestBody("direct:load-user-mapping", "", MappingCheck.class);

        assertThat(check.problems()).extracting(MappingProblem::line).containsExactly(2L);
        assertThat(mappings.isWaiting()).isTrue();
    }

    @Test
    void loadingByHandFailsWithoutAFile() throws Exception {
        start();

        assertThatThrownBy(() -> routes.template().requestBody("direct:load-user-mapping", ""))
                .hasRootCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void checkingPutsNothingInForce() throws Exception {
        start();

        assertThat(check(GOOD).accepted()).isTrue();

        assertThat(mappings.isWaiting()).isTrue();
        assertThat(ledger).isEmpty();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void versionIsTheHashOfTheBytes() throws Exception {
        start();

        // printf '<the text>' | sha256sum
        assertThat(check(HEADER + "445204334324,susan@contoso.com\n").mapping().version())
                .isEqualTo("44b9f6a5ec5c09af278a413e480702565f1eddc718819745e0be7e1def31993c");
    }

    @Test
    void byteOrderMarkCarriageReturnsQuotesAndBlankLinesAreFine() throws Exception {
        start();

        MappingCheck check = check("\uFEFF\r\n\"External User ID\", \"Microsoft 365 User Mailbox\"\r\n\r\n"
                + "\"+44 5204 334324\" , \"susan@contoso.com\"\r\n,\r\n00442323523455,jeff@contoso.com\r\n\r\n");

        assertThat(check.problems()).isEmpty();
        assertThat(check.mapping().rows()).isEqualTo(2);
        assertThat(check.mapping().mailboxOf("+442323523455")).contains("jeff@contoso.com");
    }

    @Test
    void linesAreCountedAcrossBlankLinesAndQuotedLineBreaks() throws Exception {
        start();

        MappingCheck check = check("\n" + HEADER + "\n\"1\n2\",susan@contoso.com\n\nx,jeff@contoso.com\n");

        assertThat(check.problems()).extracting(MappingProblem::line).containsExactly(4L, 7L);
    }

    @Test
    void quotationMarkThatIsNotClosedIsNamedByItsLine() throws Exception {
        start();

        MappingCheck check = check(GOOD + "\"442323523455,jeff@contoso.com\n");

        assertThat(check.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).contains("quotation mark").doesNotContain("4423", "jeff");
        });
    }

    @Test
    void fileThatIsNotUtf8IsRefused() throws Exception {
        start();

        MappingCheck chinese = check((GOOD + "442323523455,\u5f20@contoso.com\n").getBytes(Charset.forName("GB18030")));
        MappingCheck utf16 = check(GOOD.getBytes(StandardCharsets.UTF_16));

        assertThat(chinese.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).contains("UTF-8");
        });
        assertThat(utf16.problems()).singleElement().satisfies(problem -> assertThat(problem.reason())
                .contains("UTF-8"));
    }

    @Test
    void watchedFileIsInForceWithoutAnybodyAsking() throws Exception {
        file = folder.resolve("mapping.csv");
        write(GOOD);
        build(file.toString(), Duration.ZERO).start();

        await().atMost(Duration.ofSeconds(10)).until(() -> !mappings.isWaiting());

        write(OTHER);
        await().atMost(Duration.ofSeconds(10)).until(() -> mailboxOf(SUSAN).equals("jeff@contoso.com"));
    }

    private void start() throws Exception {
        file = folder.resolve("mapping.csv");
        start(file.toString());
    }

    private void start(String path) throws Exception {
        build(path, Duration.ofSeconds(5))
                .replaceFrom("watch-user-mapping", "direct:tick")
                .start();
    }

    private void restart() throws Exception {
        routes.close();
        start();
    }

    private RouteTestSupport build(String path, Duration still) throws Exception {
        mappings = new UserMappings(path, new KeptMapping(store, "wechat"), ledger::add);
        routes = new RouteTestSupport(
                        Map.of("archiver.mapping-check-every", "50"),
                        Map.of(
                                "userMappings", mappings,
                                "mappingCsv", new MappingCsv(),
                                "mappingFile", new MappingFile(path, still, clock)))
                .load("load-user-mapping.camel.yaml");
        return routes;
    }

    private void tick(Duration after) {
        clock.advance(after);
        routes.template().requestBody("direct:tick", "");
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content, UTF_8);
    }

    private void load(String content) throws IOException {
        write(content);
        tick(Duration.ZERO);
        tick(Duration.ofSeconds(5));
    }

    private MappingCheck check(String content) {
        return check(content.getBytes(UTF_8));
    }

    private MappingCheck check(byte[] content) {
        return routes.template().requestBody("direct:check-user-mapping", content, MappingCheck.class);
    }

    private String mailboxOf(String number) {
        return mappings.inForce()
                .flatMap((UserMapping m) -> m.mailboxOf(number))
                .orElse("");
    }
}
