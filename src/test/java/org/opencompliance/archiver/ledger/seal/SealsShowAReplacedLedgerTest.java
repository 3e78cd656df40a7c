package org.opencompliance.archiver.ledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.ledger.seal.SealedArea.DAY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account that may write to the storage area, but does not have the key, can do. */
class SealsShowAReplacedLedgerTest {

    private static final LocalDate NEXT = DAY.plusDays(1);
    private static final LocalDate THIRD = DAY.plusDays(2);

    private final String key = SealKey.make().pem();
    private SealedArea area;

    @BeforeEach
    void seal(@TempDir Path temp) throws IOException {
        area = new SealedArea(temp);
        area.record(DAY, "a", "b").report(DAY);
        area.seal(DAY, area.keys(key));
        area.record(NEXT, "c").seal(NEXT, area.keys(key)).record(THIRD, "d");
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    @Test
    void asItWasSealed() throws IOException {
        assertThat(area.faults(area.keys(key))).isEmpty();
        assertThat(area.verify(area.keys(key)).seals().seals()).isEqualTo(2);
        assertThat(area.verify(area.keys(key)).seals().sealedTo()).isEqualTo(NEXT);
    }

    @Test
    void ledgerMadeAnewWithOtherContent() throws IOException {
        area.wipe("ledger");
        area.record(DAY, "a", "x").record(NEXT, "c").record(THIRD, "d");

        assertThat(area.faults(area.keys(key)))
                .contains("CHANGED 2026-11-20/w-000001.jsonl:3", "CHANGED 2026-11-21/w-000002.jsonl:2");
    }

    @Test
    void ledgerMadeAnewWithMoreContent() throws IOException {
        area.wipe("ledger");
        area.record(DAY, "a", "b", "x").record(NEXT, "c").record(THIRD, "d");

        assertThat(area.faults(area.keys(key))).contains("ADDED 2026-11-20/w-000001.jsonl");
    }

    @Test
    void ledgerAndSealsMadeAnewWithAnotherKey() throws IOException {
        area.wipe("ledger");
        area.wipe("reports");
        SealKeys forged = area.keys(SealKey.make().pem());
        area.record(DAY, "a", "x").seal(DAY, forged).record(NEXT, "c").seal(NEXT, forged);

        assertThat(area.faults(forged)).isEmpty();
        assertThat(area.faults(area.keys(key)))
                .containsExactly("SEAL_UNTRUSTED 2026-11-20/day.seal", "SEAL_UNTRUSTED 2026-11-21/day.seal");
    }

    @Test
    void ledgerMadeAnewWithoutSeals() throws IOException {
        area.wipe("ledger");
        area.wipe("reports");
        area.record(DAY, "a", "x").record(NEXT, "c").record(THIRD, "d");

        assertThat(area.faults(area.keys(key))).containsExactly("UNSEALED 2026-11-20");
    }

    @Test
    void sealChanged() throws IOException {
        Path seal = area.seal(NEXT);
        Files.writeString(seal, Files.readString(seal).replace("\"intact\":true", "\"intact\":false"));

        assertThat(area.faults(area.keys(key))).contains("SEAL_CHANGED 2026-11-21/day.seal");
    }

    @Test
    void sealCutOff() throws IOException {
        Files.writeString(area.seal(DAY), "{}");

        assertThat(area.faults(area.keys(key)))
                .contains("SEAL_CHANGED 2026-11-20/day.seal", "SEAL_MISSING 2026-11-21/day.seal");
    }

    @Test
    void sealMovedToAnotherDay() throws IOException {
        Files.writeString(area.seal(NEXT), Files.readString(area.seal(DAY)));

        assertThat(area.faults(area.keys(key))).contains("SEAL_CHANGED 2026-11-21/day.seal");
    }

    @Test
    void sealRemoved() throws IOException {
        Files.delete(area.seal(DAY));

        assertThat(area.faults(area.keys(key))).contains("SEAL_MISSING 2026-11-21/day.seal");
    }

    @Test
    void lastSealRemovedWithTheEndOfTheLedger() throws IOException {
        Files.delete(area.seal(NEXT));
        area.record(THIRD.plusDays(3), "e");

        assertThat(area.faults(area.keys(key))).contains("UNSEALED 2026-11-21", "UNSEALED 2026-11-22");
    }

    @Test
    void reportRemoved() throws IOException {
        Files.delete(area.path("reports/wechat/" + DAY + "/day.json"));

        assertThat(area.faults(area.keys(key))).containsExactly("REMOVED_FILE 2026-11-20/day.json");
    }

    @Test
    void reportReplaced() throws IOException {
        Path report = area.path("reports/wechat/" + DAY + "/day.json");
        Files.writeString(report, Files.readString(report).replace("HOLDS", "BROKEN"));

        assertThat(area.faults(area.keys(key))).contains("CHANGED 2026-11-20/day.json");
    }

    @Test
    void keyOfTheAreaReplaced() throws IOException {
        String fingerprint = SealKey.parse(key).publicKey().fingerprint();
        Path kept = area.path("reports/wechat/seal-keys/" + fingerprint + ".pem");
        Files.writeString(kept, SealKey.make().publicKey().pem());

        assertThat(area.faults(area.keys(key))).isEmpty();
        assertThat(area.faults(area.keys())).contains("SEAL_UNTRUSTED 2026-11-20/day.seal");
    }
}
