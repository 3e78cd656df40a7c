package org.opencompliance.archiver.ledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.archiver.ledger.seal.SealedArea.DAY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealsAreMadeOnceTest {

    private SealedArea area;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        area = new SealedArea(temp);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    @Test
    void byEveryStart() throws IOException {
        area.record(DAY, "a").seal(DAY, area.keys());
        String first = Files.readString(area.seal(DAY));

        area.seal(DAY, area.keys()).seal(DAY, area.keys(SealKey.make().pem()));

        assertThat(Files.readString(area.seal(DAY))).isEqualTo(first);
        assertThat(area.verify(area.keys()).intact()).isTrue();
    }

    @Test
    void forSeveralDaysAfterAStandstill() throws IOException {
        area.record(DAY, "a").record(DAY.plusDays(1), "b").seal(DAY.plusDays(5), area.keys());

        assertThat(area.verify(area.keys()).seals().seals()).isEqualTo(1);
        assertThat(area.verify(area.keys()).intact()).isTrue();
        assertThat(Files.readString(area.seal(DAY.plusDays(5)))).contains("\"from\":\"2026-11-20\"");
    }

    @Test
    void withoutLinesNotAtAll() throws IOException {
        area.seal(DAY, area.keys());

        assertThat(area.seal(DAY)).doesNotExist();
        assertThat(area.faults(area.keys())).isEmpty();
    }

    @Test
    void withAKeyOfTheAreaThatIsMadeOnce() throws IOException {
        area.keys().prepare();
        String fingerprint = area.keys().current().orElseThrow().fingerprint();
        area.keys().prepare();

        assertThat(area.keys().current().orElseThrow().fingerprint()).isEqualTo(fingerprint);
        assertThat(area.keys().isOutside()).isFalse();
        assertThat(area.path("reports/wechat/seal-keys/" + fingerprint + ".pem"))
                .content()
                .contains("BEGIN PUBLIC KEY");
    }

    @Test
    void withANewKeyAfterAChange() throws IOException {
        String before = SealKey.make().pem();
        String after = SealKey.make().pem();
        area.record(DAY, "a").seal(DAY, area.keys(before));

        String earlier = SealKey.parse(before).publicKey().fingerprint();
        assertThat(area.faults(area.keys(after))).containsExactly("SEAL_UNTRUSTED 2026-11-20/day.seal");
        assertThat(area.faults(area.keys(after, earlier))).isEmpty();

        area.record(DAY.plusDays(1), "b").seal(DAY.plusDays(1), area.keys(after));

        // the seal of the new key notes that of the earlier one
        assertThat(area.faults(area.keys(after))).isEmpty();
        assertThat(area.faults(area.keys(before))).containsExactly("SEAL_UNTRUSTED 2026-11-21/day.seal");
    }

    @Test
    void andCheckedWithThePublicKeyAlone() throws IOException {
        SealKey key = SealKey.make();
        area.record(DAY, "a").seal(DAY, area.keys(key.pem()));
        SealKeys auditor = area.keys(key.publicKey().pem());

        assertThat(area.faults(auditor)).isEmpty();
        assertThat(area.faults(area.keys(key.publicKey().text()))).isEmpty();
        assertThat(auditor.canSign()).isFalse();
    }

    @Test
    void sayingThatTheLedgerWasBrokenAlready() throws IOException {
        area.record(DAY, "a", "b");
        Path file = area.path("ledger/wechat/" + DAY + "/w-000001.jsonl");
        Files.writeString(file, Files.readString(file).replace("\"a\"", "\"x\""));

        area.seal(DAY, area.keys());

        assertThat(Files.readString(area.seal(DAY))).contains("\"intact\":false");
        assertThat(area.faults(area.keys())).containsExactly("CHANGED 2026-11-20/w-000001.jsonl:2");
    }

    @Test
    void onlyWithKeysThatAreOnes() {
        assertThatThrownBy(() -> area.keys("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an Ed25519 private key");
        assertThatThrownBy(() -> area.keys("text")).isInstanceOf(IllegalArgumentException.class);
    }
}
