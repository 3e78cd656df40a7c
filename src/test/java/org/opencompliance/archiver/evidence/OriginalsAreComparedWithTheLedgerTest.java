package org.opencompliance.archiver.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;

class OriginalsAreComparedWithTheLedgerTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final String FOLDER = "staged/wechat/2026/11/19/";

    private LocalObjectStore store;
    private GroupCommitLedger ledger;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        Clock noon = Clock.fixed(Instant.parse(DAY + "T12:00:00Z"), ZoneOffset.UTC);
        store = LocalObjectStore.open(temp.resolve("area"), noon);
        LedgerSettings settings = new LedgerSettings(
                "wechat", "w", Duration.ZERO, 1_000, 1 << 20, 1_000, 1 << 20, 1_000, Duration.ofSeconds(1));
        ledger = GroupCommitLedger.open(store, settings, noon);
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
        store.close();
    }

    private void store(String name, String content, Map<String, String> metadata) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        store.create(FOLDER + name, new ObjectContent(() -> new ByteArrayInputStream(bytes), bytes.length, metadata));
    }

    private void staged(String name, String content) {
        record(EventType.STAGED, name, Map.of("sha256", sha256(content), "size", content.length()));
    }

    private void record(EventType type, String name, Map<String, Object> more) {
        Map<String, Object> details = new HashMap<>(more);
        details.put("name", FOLDER + name);
        ledger.append(new LedgerEvent(type, "run", name, null, details)).join();
    }

    private static String sha256(String content) {
        return Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
    }

    private OriginalsCheck check() {
        return new OriginalsCheck(store, new LedgerReader(store, "wechat"), Progress.NONE);
    }

    private List<String> faults(Days days) throws IOException {
        return check().verify(days).faults().stream()
                .map(found -> found.kind() + " " + found.name().substring(FOLDER.length()))
                .toList();
    }

    @Test
    void theSame() throws IOException {
        store("a.eml", "aaa", Map.of());
        staged("a.eml", "aaa");

        Findings.Result result = check().verify(Days.ALL);

        assertThat(result.good()).isTrue();
        assertThat(result.checked()).isEqualTo(1);
        assertThat(result.bytes()).isEqualTo(3);
    }

    @Test
    void changedOrMissing() throws IOException {
        store("a.eml", "aaa", Map.of());
        staged("a.eml", "aab");
        staged("b.eml", "b");

        assertThat(faults(Days.ALL)).containsExactly("ORIGINAL_CHANGED a.eml", "ORIGINAL_MISSING b.eml");
    }

    @Test
    void recordedTwiceAfterARepair() throws IOException {
        store("a.eml", "new", Map.of());
        staged("a.eml", "old");
        staged("a.eml", "new");

        assertThat(faults(Days.ALL)).isEmpty();
    }

    @Test
    void recordedOnlyAsSeenBefore() throws IOException {
        store("a.eml", "aaa", Map.of());
        record(EventType.SEEN_BEFORE, "a.eml", Map.of());

        assertThat(faults(Days.ALL)).isEmpty();
    }

    @Test
    void notRecorded() throws IOException {
        store("a.eml", "aaa", Map.of());
        store("b.eml", "bbb", Map.of());
        staged("a.eml", "aaa");

        assertThat(faults(Days.ALL)).containsExactly("ORIGINAL_UNRECORDED b.eml");
        assertThat(faults(Days.of(DAY, DAY.plusDays(1)))).isEmpty();
    }

    @Test
    void otherContentUnderAKnownId() throws IOException {
        String digits = sha256("other").substring(0, 16);
        Map<String, String> metadata = Map.of("version", digits, "sha256", sha256("other"));
        store("a~" + digits + ".eml", "other", metadata);
        store("b~" + digits + ".eml", "forged", metadata);
        store("c.eml", "forged", metadata);

        assertThat(faults(Days.ALL))
                .containsExactlyInAnyOrder("ORIGINAL_CHANGED b~" + digits + ".eml", "ORIGINAL_UNRECORDED c.eml");
    }

    @Test
    void onlySomeInASample() throws IOException {
        for (int i = 0; i < 50; i++) {
            store(i + ".eml", "x", Map.of());
            staged(i + ".eml", "x");
        }

        assertThat(check().sample(Days.ALL, 7, new Random(1)).checked()).isEqualTo(7);
        assertThat(check().sample(Days.ALL, 70, new Random(1)).checked()).isEqualTo(50);
    }
}
