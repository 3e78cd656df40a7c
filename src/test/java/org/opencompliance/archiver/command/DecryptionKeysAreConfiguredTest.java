package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.item.encryption.KeysForTest;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.site.SiteItem;

@Timeout(60)
class DecryptionKeysAreConfiguredTest {

    private static final KeyPair PAIR = KeysForTest.rsa();
    private static final SampleDay DAY = SampleDay.on(LocalDate.of(2026, 11, 20))
            .items(1)
            .odd(false)
            .encrypted(1, "acme-2026", PAIR.getPublic())
            .make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Path keys;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(DAY);
        keys = Files.createDirectory(folder.resolve("keys"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private CommandLineSetUp withKey(String pem) throws Exception {
        Path key = Files.writeString(keys.resolve("acme-2026.pem"), pem);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return CommandLineSetUp.of(folder, sandbox).with("archiver.decryption-keys", keys.toString());
    }

    @Test
    void theCheckTestsThemAndNamesTheirIds() throws Exception {
        Outcome outcome = withKey(KeysForTest.pkcs8(PAIR)).command("check");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).contains("Decryption keys", "tested, for the key ids acme-2026");
    }

    @Test
    void aFileThatIsNoKeyIsAProblem() throws Exception {
        Outcome outcome = withKey("s3cret").command("check");

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.text())
                .contains("archiver.decryption-keys: the file acme-2026.pem cannot be used: not an RSA private key")
                .doesNotContain("s3cret");
    }

    @Test
    void aTrialSaysWhetherTheCopyIsInClear() throws Exception {
        Path item = folder.resolve("item.eml");
        SiteItem encrypted = DAY.items().stream()
                .filter(each -> new String(each.content().bytes()).contains("ENC-DATAKEY"))
                .findFirst()
                .orElseThrow();
        Files.write(item, encrypted.content().bytes());

        Outcome without = CommandLineSetUp.of(folder, sandbox).command("try", "--item", item.toString());
        Outcome outcome = withKey(KeysForTest.pkcs8(PAIR)).command("try", "--item", item.toString());

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).containsPattern("=> delivered to .*, decrypted\\R");
        assertThat(without.out()).containsPattern("=> delivered to .*, not-decrypted\\R");
    }
}
