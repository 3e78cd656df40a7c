package org.opencompliance.archiver.ledger.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.FaultyStore.Append;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Kind;

class LedgerFaultsTest {

    @TempDir
    Path temp;

    private LedgerArea area;

    @BeforeEach
    void open() throws IOException {
        area = new LedgerArea(temp);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    @Test
    void goesOnInANewFileAfterAProcessWasKilledAndLeavesTheTornLineAsItIs() throws IOException {
        area.record("w", "1", "2");
        Files.writeString(area.file("w", 1), "{\"n\":4,\"at\":\"2026", StandardOpenOption.APPEND);
        byte[] torn = Files.readAllBytes(area.file("w", 1));

        area.record("w", "3");

        assertThat(area.file("w", 1)).hasBinaryContent(torn);
        assertThat(area.items()).containsExactly("1", "2", "3");
        LedgerLine opened = area.lines().get(3);
        assertThat(opened.number("tornBytes")).isEqualTo(17);
        assertThat(opened.text("previous")).isEqualTo(LedgerArea.name("w", 1));
        assertThat(opened.chained().prev()).isEqualTo(area.lines().get(2).hash());
        LedgerVerification verification = area.verify();
        assertThat(verification.breaks()).isEmpty();
        assertThat(verification.tornFiles()).isEqualTo(1);
    }

    @Test
    void goesOnFromAFileThatWasKilledBeforeItHadALine() throws IOException {
        area.record("w", "1");
        area.store.append(LedgerArea.name("w", 2), "{\"n\"".getBytes(US_ASCII), 0);
        area.record("w", "2");

        assertThat(area.file("w", 3)).exists();
        assertThat(area.items()).containsExactly("1", "2");
        assertThat(area.verify().breaks()).isEmpty();
    }

    @Test
    void triesTheSameBytesAtTheSamePositionUntilTheStorageAreaTakesThem() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            ledger.append(LedgerArea.staged("1")).join();
            area.store.next(FaultyStore.DOWN, FaultyStore.DOWN);
            ledger.append(LedgerArea.staged("2")).join();
            assertThat(ledger.failingFor()).isEmpty();
        }
        List<Append> tries = area.store.appends().subList(1, 4);
        assertThat(tries).containsOnly(tries.get(0));
        assertThat(area.items()).containsExactly("1", "2");
    }

    @Test
    void waitsLongerAfterEachFailure() throws IOException {
        FakePace pace = new FakePace();
        LedgerSettings settings = LedgerSettings.of("wechat", "w");
        try (GroupCommitLedger ledger = GroupCommitLedger.open(area.store, settings, area.clock(), pace)) {
            IntStream.range(0, 12).forEach(i -> area.store.next(FaultyStore.DOWN));
            ledger.append(LedgerArea.staged("1")).join();
        }
        // 0.1 + 0.2 + … + 6.4, then 10 s each
        assertThat(Duration.ofNanos(pace.nanos())).isEqualTo(Duration.ofMillis(12_700 + 5 * 10_000));
    }

    @Test
    void tellsNobodyThatALineIsDurableBeforeItIs() throws IOException {
        try (GroupCommitLedger ledger =
                GroupCommitLedger.open(area.store, LedgerSettings.of("wechat", "w"), area.clock())) {
            area.store.down(true);
            CompletableFuture<Void> line = ledger.append(LedgerArea.staged("1"));
            await().until(() -> area.store.appends().size() >= 2);
            assertThat(line).isNotDone();
            assertThat(ledger.failingFor()).isPresent();
            assertThat(ledger.waiting()).isEqualTo(1);

            area.store.down(false);
            line.join();
            assertThat(ledger.waiting()).isZero();
        }
        assertThat(area.items()).containsExactly("1");
    }

    @Test
    void takesALostAnswerForWrittenWhenTheFileEndsWithTheBlock() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            area.store.next(FaultyStore.LOST_ANSWER);
            ledger.append(LedgerArea.staged("1")).join();
            area.store.next(FaultyStore.LOST_ANSWER);
            ledger.append(LedgerArea.staged("2")).join();
            ledger.append(LedgerArea.staged("3")).join();
        }
        assertThat(area.items()).containsExactly("1", "2", "3");
        assertThat(area.file("w", 2)).doesNotExist();
        assertThat(area.verify().breaks()).isEmpty();
    }

    @Test
    void goesOnInANewFileWhenAFileTakesNoMore() throws IOException {
        area.store.takes(3);
        try (GroupCommitLedger ledger = area.ledger("w")) {
            IntStream.rangeClosed(1, 10)
                    .forEach(i -> ledger.append(LedgerArea.staged("" + i)).join());
            assertThat(ledger.failingFor()).isEmpty();
        }
        assertThat(area.items()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        assertThat(area.file("w", 4)).exists();
        assertThat(area.file("w", 5)).doesNotExist();
        assertThat(area.verify().breaks()).isEmpty();
    }

    @Test
    void doublesNoLineWhenTheAnswerOfTheLastAppendThatAFileTookWasLost() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            ledger.append(LedgerArea.staged("1")).join();
            area.store.next(FaultyStore.LOST_ANSWER, FaultyStore.REFUSED, FaultyStore.REFUSED);
            ledger.append(LedgerArea.staged("2")).join();
            ledger.append(LedgerArea.staged("3")).join();
        }
        assertThat(area.items()).containsExactly("1", "2", "3");
        assertThat(area.file("w", 2)).exists();
        assertThat(area.verify().breaks()).isEmpty();
    }

    @Test
    void losesAndDoublesNoLineWhenABlockIsTornAnywhere() throws IOException {
        area.record("sample", "a", "b", "c");
        int line = Files.readAllLines(area.file("sample", 1)).get(1).length() + 1;
        for (int taken : new int[] {1, line - 1, line, line + 1, 2 * line, 3 * line - 1}) {
            String writer = "w" + taken;
            try (GroupCommitLedger ledger = area.ledger(writer)) {
                ledger.append(LedgerArea.staged("0")).join();
                area.store.next(FaultyStore.torn(taken));
                ledger.append(LedgerArea.staged("1"), LedgerArea.staged("2"), LedgerArea.staged("3"))
                        .join();
                ledger.append(LedgerArea.staged("4")).join();
            }
            assertThat(area.lines())
                    .filteredOn(each -> each.writer().equals(writer) && each.item() != null)
                    .extracting(LedgerLine::item)
                    .containsExactly("0", "1", "2", "3", "4");
            assertThat(area.file(writer, 2)).exists();
        }
        assertThat(area.verify().breaks()).isEmpty();
    }

    @Test
    void losesNoLineWhenTheBeginningOfAFileIsTorn() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            area.store.next(FaultyStore.torn(300));
            ledger.append(LedgerArea.staged("1"), LedgerArea.staged("2")).join();
        }
        assertThat(area.items()).containsExactly("1", "2");
        assertThat(area.verify().breaks()).isEmpty();
    }

    @Test
    void takesTheNextNumberWhenAnotherProcessOfItsNameHasTheFile() throws IOException {
        try (GroupCommitLedger one = area.ledger("w");
                GroupCommitLedger other = area.ledger("w")) {
            one.append(LedgerArea.staged("1")).join();
            other.append(LedgerArea.staged("2")).join();
            one.append(LedgerArea.staged("3")).join();
        }
        assertThat(area.items()).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(area.verify().intact()).as("two processes of one name").isFalse();
    }

    @Test
    void goesOnWithoutAFileThatWasRemovedMeanwhileSoThatItShows() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            ledger.append(LedgerArea.staged("1")).join();
            Files.delete(area.file("w", 1));
            ledger.append(LedgerArea.staged("2")).join();
        }
        assertThat(area.items()).containsExactly("2");
        assertThat(area.verify().breaks()).containsExactly(new Break(Kind.REMOVED_FILE, LedgerArea.name("w", 1), 0));
    }

    @Test
    void refusesLinesBeyondItsLimitWhileTheStorageAreaIsDownAndWritesTheOthers() throws IOException {
        LedgerSettings settings =
                new LedgerSettings("wechat", "w", Duration.ZERO, 10, 1 << 20, 100, 1 << 20, 5, Duration.ofSeconds(30));
        try (GroupCommitLedger ledger = GroupCommitLedger.open(area.store, settings, area.clock(), new FakePace())) {
            area.store.hold();
            List<CompletableFuture<Void>> lines = IntStream.range(0, 5)
                    .mapToObj(i -> ledger.append(LedgerArea.staged("" + i)))
                    .toList();

            assertThat(ledger.append(LedgerArea.staged("5"))).isCompletedExceptionally();
            area.store.release();
            CompletableFuture.allOf(lines.toArray(CompletableFuture[]::new)).join();
            ledger.append(LedgerArea.staged("6")).join();
        }
        assertThat(area.items()).containsExactly("0", "1", "2", "3", "4", "6");
    }

    @Test
    void givesUpWhenItIsClosedAndTheStorageAreaStaysDown() {
        GroupCommitLedger ledger = area.ledger("w");
        area.store.down(true);
        CompletableFuture<Void> first = ledger.append(LedgerArea.staged("1"));
        CompletableFuture<Void> second = ledger.append(LedgerArea.staged("2"));

        assertThatIOException().isThrownBy(ledger::close);
        await().untilAsserted(
                        () -> assertThat(List.of(first, second)).allMatch(CompletableFuture::isCompletedExceptionally));
        assertThat(area.items()).isEmpty();
    }
}
