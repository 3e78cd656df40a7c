package org.opencompliance.archiver.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.FaultyStore.Append;

class LedgerCommitTest {

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
    void writesEachEventAsALineOfJsonChainedToTheOneBefore() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            Map<String, Object> details = Map.of("name", "a", "complete", true, "size", 5, "ratio", 0.5);
            ledger.append(new LedgerEvent(EventType.DELIVERED, "r", "i/ü\ud800", "m", details))
                    .join();
        }

        List<String> text = Files.readAllLines(area.file("w", 1));
        assertThat(text).hasSize(2);
        assertThat(text.get(0))
                .matches("\\{\"n\":1,\"at\":\"2026-11-20T02:00:00.000Z\",\"writer\":\"w\",\"type\":\"opened\","
                        + "\"details\":\\{},\"prev\":\"0{64}\",\"hash\":\"[0-9a-f]{64}\"}");
        assertThat(text.get(1))
                .startsWith("{\"n\":2,\"at\":\"2026-11-20T02:00:00.000Z\",\"writer\":\"w\",\"type\":\"delivered\","
                        + "\"run\":\"r\",\"item\":\"i/\\u00FC\\uD800\",\"mailbox\":\"m\","
                        + "\"details\":{\"complete\":true,\"name\":\"a\",\"ratio\":0.5,\"size\":5},\"prev\":\"");
        List<LedgerLine> lines = area.lines();
        assertThat(lines.get(1).chained().prev()).isEqualTo(lines.get(0).hash());
        assertThat(lines.get(1).item()).isEqualTo("i/ü\ud800");
        assertThat(lines.get(1).event().details()).containsEntry("size", 5L).containsEntry("complete", true);
        assertThat(LedgerFormat.intact(text.get(1), lines.get(1).hash())).isTrue();
    }

    @Test
    void putsWhatManyAppendMeanwhileIntoOneWrite() throws Exception {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            area.store.hold();
            List<CompletableFuture<Void>> futures = new ArrayList<>();
            futures.add(ledger.append(LedgerArea.staged("first")));
            await().until(area.store::holding);
            CountDownLatch appended = new CountDownLatch(64);
            List<CompletableFuture<Void>> many = IntStream.range(0, 64)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> ledger.append(LedgerArea.staged("item-" + i)))
                            .thenCompose(future -> {
                                appended.countDown();
                                return future;
                            }))
                    .toList();
            appended.await();
            assertThat(futures.get(0)).isNotDone();
            assertThat(many).noneMatch(CompletableFuture::isDone);

            area.store.release();
            futures.addAll(many);
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
        }
        assertThat(area.store.appends()).extracting(Append::lines).containsExactly(2L, 64L);
        assertThat(area.items()).hasSize(65).doesNotHaveDuplicates();
    }

    @Test
    void writesAtMostSevenTimesASecondAndTheFirstTimeAtOnce() throws IOException {
        FakePace pace = new FakePace();
        try (GroupCommitLedger ledger =
                GroupCommitLedger.open(area.store, LedgerSettings.of("wechat", "w"), area.clock(), pace)) {
            ledger.append(LedgerArea.staged("0")).join();
            assertThat(pace.nanos()).isZero();

            for (int i = 1; i <= 20; i++) {
                ledger.append(LedgerArea.staged("" + i)).join();
            }
        }
        assertThat(area.store.appends()).hasSize(21);
        assertThat(Duration.ofNanos(pace.nanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(20).dividedBy(7));
    }

    @Test
    void keepsAWriteToItsLimits() throws IOException {
        LedgerSettings small =
                new LedgerSettings("wechat", "w", Duration.ZERO, 10, 1_000, 100, 1 << 20, 1_000, Duration.ofSeconds(1));
        try (GroupCommitLedger ledger = GroupCommitLedger.open(area.store, small, area.clock(), new FakePace())) {
            area.store.hold();
            ledger.append(LedgerArea.staged("first"));
            await().until(area.store::holding);
            IntStream.range(0, 25).forEach(i -> ledger.append(LedgerArea.staged("" + i)));
            String large = "x".repeat(300);
            IntStream.range(0, 4).forEach(i -> ledger.append(LedgerArea.staged(large + i)));
            area.store.release();
        }
        List<Append> appends = area.store.appends();
        assertThat(appends).extracting(Append::lines).allMatch(lines -> lines <= 10);
        assertThat(appends)
                .extracting(append -> append.text().split("\"item\":\"xxx").length - 1)
                .allMatch(found -> found <= 2);
        assertThat(area.items()).hasSize(30);
    }

    @Test
    void keepsTheEventsOfOneCallTogether() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            ledger.append(LedgerArea.staged("1"), LedgerArea.staged("2"), LedgerArea.staged("3"))
                    .join();
        }
        assertThat(area.store.appends()).hasSize(1);
        assertThat(area.items()).containsExactly("1", "2", "3");
    }

    @Test
    void flushesWhatWasAppendedBefore() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            ledger.flush().join();
            area.store.hold();
            CompletableFuture<Void> line = ledger.append(LedgerArea.staged("1"));
            CompletableFuture<Void> flushed = ledger.flush();
            await().until(area.store::holding);
            assertThat(flushed).isNotDone();
            area.store.release();
            flushed.join();
            await().until(line::isDone);
        }
        assertThat(area.store.appends()).hasSize(1);
    }

    @Test
    void runsWhatDependsOnALineOnAnotherThread() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            area.store.hold();
            CompletableFuture<String> thread = ledger.append(LedgerArea.staged("1"))
                    .thenApply(done -> Thread.currentThread().getName());
            area.store.release();
            assertThat(thread.join()).isNotEqualTo("ledger-w");
        }
    }

    @Test
    void writesTheRestWhenItIsClosedAndTakesNothingAfterwards() throws IOException {
        GroupCommitLedger ledger = area.ledger("w");
        area.store.hold();
        IntStream.range(0, 50).forEach(i -> ledger.append(LedgerArea.staged("" + i)));
        area.store.release();
        ledger.close();

        assertThat(area.items()).hasSize(50);
        assertThat(ledger.append(LedgerArea.staged("late"))).isCompletedExceptionally();
        assertThat(ledger.flush()).isCompletedExceptionally();
    }

    @Test
    void beginsAFileAtMidnightByTheTimeOfTheLines() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            area.store.hold();
            ledger.append(LedgerArea.staged("0"));
            await().until(area.store::holding);
            area.set("2026-11-20T23:59:59.999Z");
            ledger.append(LedgerArea.staged("1"));
            area.set("2026-11-21T00:00:00Z");
            ledger.append(LedgerArea.staged("2"));
            area.store.release();
        }
        assertThat(area.lines(LedgerArea.DAY, LedgerArea.DAY))
                .extracting(LedgerLine::item)
                .containsExactly(null, "0", "1");
        List<LedgerLine> next = area.lines(LedgerArea.DAY.plusDays(1), LedgerArea.DAY.plusDays(1));
        assertThat(next).extracting(LedgerLine::item).containsExactly(null, "2");
        assertThat(next).extracting(LedgerLine::at).containsOnly(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(next.get(0).text("previous")).isEqualTo(LedgerArea.name("w", 1));
        assertThat(next.get(0).n()).isEqualTo(4);
        assertThat(area.verify().breaks()).isEmpty();
    }

    @Test
    void beginsAFileWhenOneIsFull() throws IOException {
        LedgerSettings byWrites =
                new LedgerSettings("wechat", "a", Duration.ZERO, 10, 1_000, 2, 1 << 20, 1_000, Duration.ofSeconds(1));
        LedgerSettings bySize =
                new LedgerSettings("wechat", "b", Duration.ZERO, 10, 1_000, 1_000, 600, 1_000, Duration.ofSeconds(1));
        for (LedgerSettings settings : List.of(byWrites, bySize)) {
            try (GroupCommitLedger ledger =
                    GroupCommitLedger.open(area.store, settings, area.clock(), new FakePace())) {
                for (int i = 0; i < 5; i++) {
                    ledger.append(LedgerArea.staged(settings.writer() + i)).join();
                }
            }
        }
        assertThat(area.file("a", 3)).exists();
        assertThat(area.file("a", 4)).doesNotExist();
        assertThat(area.file("b", 3)).exists();
        assertThat(area.items()).hasSize(10);
        assertThat(area.verify().breaks()).isEmpty();
    }

    @Test
    void doesNotLetTheTimesOfLinesGoBack() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            area.set("2026-11-21T00:00:01Z");
            ledger.append(LedgerArea.staged("1")).join();
            area.set("2026-11-20T23:59:00Z");
            ledger.append(LedgerArea.staged("2")).join();
        }
        assertThat(area.lines()).extracting(LedgerLine::at).containsOnly(Instant.parse("2026-11-21T00:00:01Z"));
    }

    @Test
    void refusesEventsThatNoLineCanHold() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            assertThatIllegalArgumentException().isThrownBy(() -> ledger.append(LedgerArea.staged("x".repeat(20_000))));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ledger.append(
                            new LedgerEvent(EventType.CLOSED, null, "i", null, Map.of("at", Instant.EPOCH))));
            assertThatIllegalArgumentException().isThrownBy(() -> ledger.append(new LedgerEvent[101]));
        }
        assertThat(area.store.appends()).isEmpty();
    }
}
