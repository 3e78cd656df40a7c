package org.opencompliance.archiver.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.ScriptedBlobs;
import org.opencompliance.archiver.storage.azure.ScriptedBlobs.Refusal;

/** A ledger in append blobs that accept three blocks each, or temporarily none. */
class LedgerOnBlobsGoesOnTest {

    private static final String APPEND = "PUT APPENDBLOCK";
    private static final LocalDate FIRST = LocalDate.parse("2000-01-01");
    private static final LocalDate LAST = LocalDate.parse("2999-01-01");

    private ScriptedBlobs blobs;
    private AzureObjectStore store;

    @BeforeEach
    void open() throws IOException {
        blobs = ScriptedBlobs.start();
        store = AzureObjectStore.open(blobs.account(), "area");
    }

    @AfterEach
    void close() {
        blobs.close();
    }

    @ParameterizedTest
    @CsvSource({
        "409, BlockCountExceedsLimit",
        "412, LeaseIdMissing",
        "409, BlobImmutableDueToPolicy",
        "409, SnapshotsPresent",
        "409, BlobIsSealed"
    })
    void inANewFileThatIsChainedToTheLast(int status, String code) throws IOException {
        blobs.refuse(
                request -> request.what().equals(APPEND) && request.blocks() >= 3 ? new Refusal(status, code) : null);

        List<String> written = record(IntStream.rangeClosed(1, 12));

        assertThat(items()).isEqualTo(written).hasSize(12);
        assertThat(blobs.requests("PUT BLOB")).hasSize(4);
        LedgerVerification verification = reader().verify(FIRST, LAST);
        assertThat(verification.files()).isEqualTo(4);
        assertThat(verification.breaks()).isEmpty();
    }

    @Test
    void withTheSameFileWhenNoFileTakesAnythingForAWhile() throws IOException {
        blobs.refuse(request -> request.what().equals(APPEND) ? new Refusal(409, "BlobImmutableDueToPolicy") : null);
        try (GroupCommitLedger ledger = ledger()) {
            CompletableFuture<Void> line = ledger.append(LedgerArea.staged("1"));
            await().until(() -> blobs.requests(APPEND).size() >= 4);
            assertThat(line).isNotDone();
            assertThat(ledger.failingFor()).isPresent();

            blobs.refuse(request -> null);
            line.join();
        }
        assertThat(items()).containsExactly("1");
        assertThat(reader().verify(FIRST, LAST).files()).isEqualTo(1);
    }

    @Test
    void isReadOnWithOneRequestForEachFileThatGrew() throws IOException {
        LedgerTail tail = new LedgerTail(store, "wechat");
        try (GroupCommitLedger ledger = ledger()) {
            ledger.append(LedgerArea.staged("1"), LedgerArea.staged("2")).join();
            assertThat(readOn(tail)).containsExactly("1", "2");
            int before = blobs.requests("GET BLOB").size();

            assertThat(readOn(tail)).isEmpty();
            assertThat(blobs.requests("GET BLOB")).hasSize(before);
            ledger.append(LedgerArea.staged("3")).join();
            assertThat(readOn(tail)).containsExactly("3");
            assertThat(blobs.requests("GET BLOB")).hasSize(before + 1);
        }
    }

    private static List<String> readOn(LedgerTail tail) throws IOException {
        List<String> items = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        tail.read(today.minusDays(1), today.plusDays(1), line -> items.add(line.item()));
        items.removeIf(Objects::isNull);
        return items;
    }

    private List<String> record(IntStream numbers) throws IOException {
        List<String> items = numbers.mapToObj(Integer::toString).toList();
        try (GroupCommitLedger ledger = ledger()) {
            items.forEach(item -> ledger.append(LedgerArea.staged(item))
                    .orTimeout(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS)
                    .join());
        }
        return items;
    }

    private GroupCommitLedger ledger() {
        return GroupCommitLedger.open(store, LedgerSettings.of("wechat", "w"), Clock.systemUTC(), new FakePace());
    }

    private LedgerReader reader() {
        return new LedgerReader(store, "wechat");
    }

    private List<String> items() {
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        try (Stream<LedgerLine> lines = reader().lines(today.minusDays(1), today.plusDays(1))) {
            return lines.map(LedgerLine::item).filter(item -> item != null).toList();
        }
    }
}
