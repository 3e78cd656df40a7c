package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

@Timeout(60)
class SealKeyIsConfiguredTest {

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private KeyPair pair;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(
                SampleDay.on(LocalDate.of(2026, 11, 20)).items(1).odd(false).make());
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        file = folder.resolve("key.pem");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Outcome check(String label, byte[] key, String permissions) throws Exception {
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + Base64.getEncoder().encodeToString(key) + "\n-----END " + label
                        + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return CommandLineSetUp.of(folder, sandbox)
                .with("archiver.seal-key-file", file.toString())
                .command("check");
    }

    @Test
    void outsideTheArea() throws Exception {
        Outcome outcome = check("PRIVATE KEY", pair.getPrivate().getEncoded(), "rw-------");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out())
                .contains(
                        "kept outside the storage area",
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        assertThat(folder.resolve("area/state/wechat/seal-key.pem")).doesNotExist();
    }

    @Test
    void notOpenToOthers() throws Exception {
        Outcome outcome = check("PRIVATE KEY", pair.getPrivate().getEncoded(), "rw-r--r--");

        assertThat(outcome.out()).contains("the private key of archiver.seal-key-file: chmod 600");
    }

    @Test
    void notAPublicKey() throws Exception {
        Outcome outcome = check("PUBLIC KEY", pair.getPublic().getEncoded(), "rw-------");

        assertThat(outcome.out()).contains("archiver.seal-key-file must be a private key");
    }

    @Test
    void notAnotherText() throws Exception {
        Outcome outcome = check("PRIVATE KEY", new byte[] {1, 2, 3}, "rw-------");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("is not an Ed25519 private key in PEM")
                .doesNotContain("AQID");
    }

    @Test
    void inAFileThatIsThere() throws Exception {
        Outcome outcome = CommandLineSetUp.of(folder, sandbox)
                .with("archiver.seal-key-file", file.toString())
                .command("check");

        assertThat(outcome.out()).contains("archiver.seal-key-file names a file that cannot be read");
    }
}
