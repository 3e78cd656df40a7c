package org.opencompliance.archiver.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.routing.ItemCopies;
import org.opencompliance.archiver.sink.Backlog;
import org.opencompliance.archiver.sink.CopyBacklog;
import org.opencompliance.archiver.sink.CopyPlace;
import org.opencompliance.archiver.sink.CopyPlace.Copy;
import org.opencompliance.sandbox.site.SiteItem;

class CopyItemRouteIT {

    private static final int DOWN = 503;
    private static final int REFUSED = 422;
    private static final int OK = 200;

    /** A figure is computed again after ten times as long as the last computation took, which may be slow in a cold program. */
    private static final Duration UNTIL_SHOWN = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final CopyPlace place = new CopyPlace();
    private final Scene scene = sandbox.scene();
    private ArchiverUnderTest archiver;

    private void start(String to, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "archiver.copy-items", "true",
                "archiver.copy-to", to,
                "archiver.copy-every", "20ms",
                "archiver.copy-retry-delay", "20ms",
                "archiver.copy-max-retry-delay", "100ms",
                "archiver.figures-every", "50ms"));
        settings.putAll(more);
        archiver = ArchiverUnderTest.start(sandbox, directory, settings);
    }

    /** The default, in another folder. */
    private static String ofFolder(Path folder) {
        return Configuration.load(null, Map.of()).text("archiver.copy-to").replace("file:copies", "file:" + folder);
    }

    private void start() throws Exception {
        start(place.uri(), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        place.close();
        sandbox.close();
    }

    /** Lets the pauses pass. */
    private void awaitNoneWaiting() {
        await().untilAsserted(() -> {
            pass();
            assertThat(backlog().waiting()).isZero();
        });
    }

    private void pass() {
        sandbox.clock().advance(Duration.ofSeconds(1));
    }

    private void awaitWaiting(long originals) {
        await().untilAsserted(() -> {
            assertThat(backlog().waiting()).isEqualTo(originals);
            assertThat(backlog().oldest()).isNotNull();
        });
    }

    /** Counted now; the figure may be older than the latest original. */
    private Backlog backlog() throws IOException {
        return archiver.bean("copyBacklog", CopyBacklog.class).count();
    }

    private void awaitFigure(long originals) {
        Figures figures = archiver.bean("figures", Figures.class);
        await().atMost(UNTIL_SHOWN)
                .untilAsserted(() -> assertThat(figures.copies()).hasValueSatisfying(shown -> {
                    assertThat(shown.waiting()).isEqualTo(originals);
                    assertThat(shown.oldest() == null).isEqualTo(originals == 0);
                }));
    }

    private Set<String> objects() {
        return place.originals().stream().map(Copy::object).collect(Collectors.toSet());
    }

    @Test
    void everyStoredOriginalIsCopiedWhateverItsImportMakesOfIt() throws Exception {
        start(ofFolder(directory.resolve("copies")), Map.of("archiver.size-limit", "1KB"));
        List<SiteItem> items = List.of(
                scene.item("imported", "ben"),
                scene.item("unmapped", scene.archivedAt(), "From: <x@elsewhere.example>\r\n\r\nHello\r\n"),
                scene.item("malformed", scene.archivedAt(), "\0\1\2"),
                scene.item("Large", "ben", 5_000),
                SiteItem.of(scene.id("beat"), "system", scene.archivedAt(), "Subject: alive\r\n\r\n".getBytes(UTF_8)));
        items.forEach(scene::add);

        archiver.collectAndImport(scene);

        // a file that gets its last name meanwhile is not found under the one before
        await().ignoreException(UncheckedIOException.class).untilAsserted(() -> assertThat(contents(".eml"))
                .containsExactlyInAnyOrderElementsOf(
                        items.stream().map(item -> item.listed().sha256()).toList()));
        assertThat(archiver.letters().stream().map(DeadLetter::reason)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(files(".json")).hasSameSizeAs(items).allSatisfy(facts -> assertThat(facts)
                .content()
                .contains("\"itemId\":\"scene1/", "\"connector\":\"wechat\"", "\"sha256\":", "\"day\":\"2026-11-18\""));
        assertThat(files(".part")).isEmpty();
    }

    private List<Path> files(String ending) throws Exception {
        Path copies = directory.resolve("copies");
        try (Stream<Path> files = Files.exists(copies) ? Files.walk(copies) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private List<String> contents(String ending) throws Exception {
        List<String> hashes = new ArrayList<>();
        for (Path file : files(ending)) {
            hashes.add(Sha256.hex(Files.readAllBytes(file)));
        }
        return hashes;
    }

    @Test
    void whileThePlaceIsDownEverythingIsImportedAndAfterwardsEverythingIsCopied() throws Exception {
        place.answer(DOWN);
        start();
        List<String> ids = scene.add(30);

        Collection collection = archiver.collectAndImport(scene);

        assertThat(collection.incomplete()).isNull();
        assertThat(scene.archived("ann")).hasSize(ids.size());
        assertThat(scene.archived("ben")).hasSize(ids.size());
        assertThat(place.originals()).isEmpty();
        awaitWaiting(ids.size());
        awaitFigure(ids.size());
        ItemCopies copies = archiver.bean("itemCopies", ItemCopies.class);
        await().until(() -> {
            pass();
            return copies.failures() > 15;
        });
        assertThat(copies.lastFailure()).isEqualTo("The second place answered HTTP 503");
        assertThat(archiver.ledger(EventType.COPY_FAILED)).isNotEmpty();

        place.answer(OK);

        awaitNoneWaiting();
        awaitFigure(0);
        assertThat(objects()).hasSize(ids.size());
        assertThat(archiver.ledger(EventType.COPIED).stream().map(LedgerLine::item))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theReportsCountTheCopies() throws Exception {
        place.answer(DOWN);
        start();
        scene.add(3);

        Collection collection = archiver.collectAndImport(scene);

        Report report = report(collection);
        assertThat(report.balanced()).isTrue();
        assertThat(report.copies().made()).isZero();
        assertThat(report.copies().waiting()).isEqualTo(3);
        assertThat(report.copies().oldest()).isNotNull();
        await().until(() -> !archiver.ledger(EventType.COPY_FAILED).isEmpty());

        place.answer(OK);

        awaitNoneWaiting();
        await().atMost(UNTIL_SHOWN).untilAsserted(() -> assertThat(
                        archiver.bean("figures", Figures.class).today())
                .hasValueSatisfying(today -> assertThat(today.copies()).satisfies(now -> {
                    assertThat(now.made()).isEqualTo(3);
                    assertThat(now.waiting()).isZero();
                    assertThat(now.failed()).isPositive();
                    assertThat(now.oldest()).isNull();
                })));
    }

    private Report report(Collection collection) {
        ReportWriter written = new ReportWriter(archiver.disturbed());
        return await().until(
                        () -> written.read(
                                "wechat",
                                SandboxUnderTest.NOW.atZone(ZoneOffset.UTC).toLocalDate(),
                                collection.run()),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void aRestartForgetsNoCopy() throws Exception {
        place.answer(DOWN);
        start();
        scene.add(5);
        archiver.collectAndImport(scene);
        archiver.close();
        place.answer(OK);

        start();

        awaitNoneWaiting();
        assertThat(objects()).hasSize(5);
    }

    @Test
    void aCopyWithoutARecordIsRepeatedUnderTheSameName() throws Exception {
        start();
        archiver.disturbed().failWritesTo(name -> name.startsWith("state/wechat/copies/"));
        scene.add("one");
        archiver.collectAndImport(scene);
        await().until(() -> {
            pass();
            return place.originals().size() > 1;
        });

        archiver.disturbed().recover();

        awaitNoneWaiting();
        assertThat(objects()).hasSize(1);
        int sent = place.originals().size();
        scene.add("two");
        archiver.collectAndImport(scene);
        awaitNoneWaiting();
        assertThat(place.originals()).as("an accepted copy is not sent again").hasSize(sent + 1);
    }

    @Test
    void anOriginalThatThePlaceRefusesDelaysNoOther() throws Exception {
        String refused = scene.id("item0");
        place.answer(copy -> copy.headers().getFirst("Archiver-Item-Id").contains("item0") ? REFUSED : OK);
        start();
        List<String> ids = scene.add(20);

        archiver.collectAndImport(scene);

        awaitWaiting(1);
        assertThat(objects()).hasSize(ids.size() - 1);
        await().untilAsserted(() -> assertThat(
                        archiver.ledger(EventType.COPY_FAILED).stream().map(LedgerLine::item))
                .containsExactly(refused));
    }

    @Test
    void anAlteredOriginalIsNotCopied() throws Exception {
        place.answer(DOWN);
        start();
        scene.add("one");
        archiver.collectAndImport(scene);
        try (Stream<Path> files = Files.walk(directory.resolve("area/staged"))) {
            for (Path original : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(original, "Subject: other\r\n\r\n");
            }
        }
        ItemCopies copies = archiver.bean("itemCopies", ItemCopies.class);

        place.answer(OK);

        await().untilAsserted(() -> {
            pass();
            assertThat(copies.lastFailure()).contains("The original of item scene1%2Fone has 18 bytes");
        });
        assertThat(place.originals()).isEmpty();
    }

    @Test
    void theFactsGoAheadOfTheOriginal() throws Exception {
        start();
        String id = scene.add("a b+c");
        archiver.collectAndImport(scene);

        awaitNoneWaiting();

        assertThat(place.all()).hasSize(2);
        assertThat(place.all().get(0).isOriginal()).isFalse();
        assertThat(new String(place.all().get(0).content(), UTF_8)).contains("\"itemId\":\"" + id + "\"");
        Copy original = place.all().get(1);
        assertThat(original.headers().getFirst("Archiver-Item-Id")).isEqualTo("scene1%2Fa%20b%2Bc");
        assertThat(original.headers().getFirst("Archiver-Sha256")).isEqualTo(Sha256.hex(original.content()));
        assertThat(original.headers().getFirst("Archiver-Type")).isEqualTo("chat");
        assertThat(original.headers().getFirst("Archiver-Day")).isEqualTo("2026-11-18");
        assertThat(original.headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("camel"));
    }

    @Test
    void withoutFactsOnlyTheOriginalIsSent() throws Exception {
        start(place.uri(), Map.of("archiver.copy-facts", "false"));
        scene.add("one");
        archiver.collectAndImport(scene);

        awaitNoneWaiting();

        assertThat(place.all()).singleElement().satisfies(copy -> assertThat(copy.isOriginal())
                .isTrue());
    }

    @Test
    void nothingIsStoredOrReportedWhenItIsOff() throws Exception {
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of("archiver.copy-to", place.uri()));
        scene.add(2);

        Report report = report(archiver.collectAndImport(scene));

        assertThat(archiver.context().getRoute("copy-item")).isNull();
        assertThat(archiver.stored("state/wechat/cop")).isZero();
        assertThat(report.copies()).isNull();
        assertThat(place.all()).isEmpty();
        awaitFigure(0);
    }
}
