package org.opencompliance.archiver.item.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecryptionKeysTest {

    private static final KeyPair PAIR = KeysForTest.rsa();

    @TempDir
    private Path folder;

    @Test
    void eachFileOfTheFolderIsTheKeyOfTheIdInItsName() throws Exception {
        write("k-2025.pem", KeysForTest.pkcs8(PAIR));
        write("k+2026.pem", KeysForTest.pkcs1(PAIR));
        write("urn%3Akey%2F7.pem", KeysForTest.pkcs8(PAIR));
        write("notes.txt", "not a key");
        Files.createDirectory(folder.resolve("old.pem"));
        DecryptionKeys keys = DecryptionKeys.of(folder.toString());
        assertThat(keys.ids()).containsExactly("k+2026", "k-2025", "urn:key/7");
        assertThat(keys.isEmpty()).isFalse();
    }

    @Test
    void withoutAFolderThereIsNoKey() {
        assertThat(DecryptionKeys.of("").isEmpty()).isTrue();
    }

    @Test
    void aFolderWithoutAKeyIsAMistake() {
        refused("has no file <key id>.pem");
    }

    @Test
    void aFolderThatIsMissingIsAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecryptionKeys.of(folder.resolve("none").toString()))
                .withMessageContaining("must be a folder that can be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n",
                // an Ed25519 key
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                        + "-----END PRIVATE KEY-----\n"
            })
    void aFileWithoutAnRsaKeyIsNamedWithoutItsContent(String content) throws Exception {
        write("k-2026.pem", content);
        refused("archiver.decryption-keys: the file k-2026.pem cannot be used: not an RSA private key in PEM");
    }

    @Test
    void aKeyWithAPassphraseIsRefused() throws Exception {
        write("k-2026.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        refused("the key has a passphrase");
    }

    @Test
    void aFileThatIsTooLongForAKeyIsNotRead() throws Exception {
        write("k-2026.pem", "x".repeat(70_000));
        refused("the file is too long for a key");
    }

    @Test
    void noTextHasAKey() throws Exception {
        write("k-2026.pem", KeysForTest.pkcs8(PAIR));
        assertThat(DecryptionKeys.of(folder.toString())).hasToString("DecryptionKeys[k-2026]");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private void refused(String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecryptionKeys.of(folder.toString()))
                .withMessageContaining(message);
    }
}
