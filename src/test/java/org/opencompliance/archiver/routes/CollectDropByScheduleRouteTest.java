package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.routing.drop.SourceDrop;

/** Scheduled collections of a drop: each ZIP is read once, whenever it arrives. */
class CollectDropByScheduleRouteTest {

    @TempDir
    Path directory;

    private DropUnderTest drop;

    @BeforeEach
    void start() throws Exception {
        drop = new DropUnderTest(directory, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        drop.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(drop.sandbox().clock().instant(), ZoneOffset.UTC);
    }

    private String put(LocalDate day, String... items) {
        String name = DropUnderTest.name(day, 1);
        drop.put(name, drop.zip(items).bytes());
        return name;
    }

    private void nextDay() {
        drop.sandbox().clock().advance(Duration.ofDays(1));
    }

    @Test
    void aTakenZipIsNotReadAgain() {
        put(today(), "one", "two");
        drop.collectScheduled();
        int downloads = drop.server().downloads();

        nextDay();
        drop.collectScheduled();

        assertThat(drop.scene().archived("ann")).hasSize(2);
        assertThat(downloads).isEqualTo(1);
        assertThat(drop.server().downloads()).isEqualTo(downloads);
        assertThat(drop.archiver().ledger(EventType.STAGED)).hasSize(2);
    }

    @Test
    void aZipWithAnItemThatCouldNotBeFetchedIsReadAgain() throws Exception {
        put(today(), "one", "two");
        AtomicBoolean broken = new AtomicBoolean(true);
        String refused = drop.scene().id("one");
        AdviceWith.adviceWith(drop.archiver().context(), "fetch-item-drop", route -> route.weaveById(
                        "fetch-item-drop-open")
                .before()
                .process(exchange -> refuse(exchange.getVariable("listed", ListedItem.class), refused, broken)));
        drop.collectScheduled();
        assertThat(drop.archiver().ledger(EventType.STAGED)).hasSize(1);

        broken.set(false);
        nextDay();
        drop.collectScheduled();

        assertThat(drop.archiver().ledger(EventType.STAGED)).hasSize(2);
        assertThat(drop.archiver().letters()).isEmpty();
    }

    private static void refuse(ListedItem listed, String refused, AtomicBoolean broken) throws IOException {
        if (broken.get() && listed.id().equals(refused)) {
            throw new IOException("The temporary file is gone");
        }
    }

    @Test
    void aZipWithATimeInTheFutureWaitsForItsManifestSinceTheFirstLookAtIt() {
        Instant now = drop.sandbox().clock().instant();
        String zip = DropUnderTest.name(today(), 1);
        drop.server().put(zip, drop.zip("one").withoutManifest().bytes(), now.plus(Duration.ofDays(365)));
        drop.collectScheduled();
        SourceDrop source = drop.archiver().bean("sourceDrop", SourceDrop.class);
        assertThat(source.left().oldest()).isBefore(now.plus(Duration.ofHours(1)));
        assertThat(drop.letters(zip)).isEmpty();

        nextDay();
        nextDay();
        drop.collectScheduled();

        assertThat(drop.letters(zip)).extracting(DeadLetter::reason).containsExactly(Reason.ZIP_WITHOUT_MANIFEST);
        assertThat(source.left().number()).isZero();
    }

    @Test
    void aZipThatArrivesLateIsTakenWithTheNextCollection() {
        LocalDate first = today();
        drop.collectScheduled();
        for (int day = 0; day < 5; day++) {
            nextDay();
            drop.collectScheduled();
        }
        put(first.plusDays(1), "late");

        drop.collectScheduled();

        assertThat(drop.scene().archived("ann")).hasSize(1);
    }

    @Test
    void aZipFromBeforeTheFirstCollectionIsNotTaken() {
        put(today().minusDays(3), "early");

        drop.collectScheduled();
        nextDay();
        drop.collectScheduled();

        assertThat(drop.server().downloads()).isZero();
        assertThat(drop.archiver().ledger(EventType.STAGED)).isEmpty();
    }

    @Test
    void theSameZipAgainIsRecordedAndChangesNothing() throws Exception {
        String zip = put(today(), "one");
        drop.collectScheduled();
        drop.sandbox().clock().advance(Duration.ofHours(2));
        put(today(), "one");

        drop.collectScheduled();
        drop.collectScheduled();

        assertThat(drop.letters(zip)).isEmpty();
        assertThat(drop.scene().archived("ann")).hasSize(1);
        assertThat(drop.server().downloads()).isEqualTo(2);
        assertThat(drop.archiver().stored("state/wechat/drop/")).isEqualTo(2);
        assertThat(drop.archiver().ledger(EventType.STAGED)).hasSize(1);
    }

    @Test
    void anotherZipUnderTheSameNameIsParkedAndReadOnce() {
        String zip = put(today(), "one");
        drop.collectScheduled();
        drop.sandbox().clock().advance(Duration.ofHours(2));
        put(today(), "one", "two");

        drop.collectScheduled();
        drop.collectScheduled();

        assertThat(drop.letters(zip)).extracting(DeadLetter::reason).containsExactly(Reason.ZIP_CHANGED);
        assertThat(drop.scene().archived("ann")).hasSize(1);
        assertThat(drop.server().downloads()).isEqualTo(2);
    }

    @Test
    void aParkedZipIsReadAgainWhenItChanged() {
        String name = DropUnderTest.name(today(), 1);
        drop.put(name, drop.zip("one").manifest("Count: 2\n").bytes());
        drop.collectScheduled();
        drop.collectScheduled();
        assertThat(drop.letters(name)).extracting(DeadLetter::reason).containsExactly(Reason.ZIP_MANIFEST_MISMATCH);
        assertThat(drop.server().downloads()).isEqualTo(1);
        for (int day = 0; day < 4; day++) {
            nextDay();
            drop.collectScheduled();
        }

        drop.put(name, drop.zip("one").bytes());
        drop.collectScheduled();

        assertThat(drop.letters(name)).isEmpty();
        assertThat(drop.scene().archived("ann")).hasSize(1);
    }

    @Test
    void aZipThatIsBeingWrittenIsLookedAtAgainSoon() throws Exception {
        Windows windows = drop.archiver().bean("windows", Windows.class);
        String name = DropUnderTest.name(today(), 1);
        drop.server()
                .put(
                        name,
                        drop.zip("one").bytes(),
                        drop.sandbox().clock().instant().plusSeconds(60));

        drop.collectScheduled();

        assertThat(windows.firingMissed()).isTrue();
        drop.collectScheduled();
        assertThat(windows.firingMissed()).isFalse();
        assertThat(drop.scene().archived("ann")).hasSize(1);
    }

    @Test
    void aServerWithAnotherHostKeyIsRefused() {
        put(today(), "one");
        drop.server().changeHostKey();

        assertThat(drop.archiver().whyNot()).contains("another host key", "telemessage.known-hosts-file");

        assertThat(drop.server().downloads()).isZero();
        assertThat(drop.server().logins()).isZero();
    }

    @Test
    void anEndInTheMiddleOfAZipLosesAndDoublesNothing() throws Exception {
        put(today(), "one", "two", "three", "four", "five");
        drop.archiver().disturbed().failWritesTo(name -> name.startsWith("staged/") && name.endsWith("three.eml"));
        assertThat(drop.collectScheduled().incomplete()).isNotNull();
        assertThat(drop.archiver().stored("state/wechat/drop/")).isZero();

        drop.restart();
        drop.collectScheduled();

        assertThat(drop.scene().archived("ann")).hasSize(5);
        assertThat(drop.scene().archived("ben")).hasSize(5);
        assertThat(drop.archiver().letters()).isEmpty();
    }
}
