package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.trail.SettingsTexts;

/** The text of the settings is kept under its SHA-256, without logins. */
class SettingsAreKeptTest {

    private static final Map<String, String> SECRETS = Map.of(
            "TELEMESSAGE_PASSWORD", "hidden-1",
            "TELEMESSAGE_TOKEN", "hidden-2",
            "TELEMESSAGE_USERNAME", "hidden-3",
            "MICROSOFT_CLIENT_SECRET", "hidden-4",
            "MICROSOFT_CERTIFICATE_PASSWORD", "hidden-5",
            "AZURE_STORAGE_CONNECTION_STRING", "hidden-6",
            "ARCHIVER_COPY_TO", "azure-storage-blob:acme/wechat?sasToken=RAW(hidden-9)",
            "ARCHIVER_WEB_HOOK", "https://hooks.example/hidden-7",
            "TELEMESSAGE_URL", "https://archive.example/?key=hidden-8");

    @TempDir
    private Path folder;

    @Test
    void underTheirVersion() throws IOException {
        String text = kept(Map.of("ARCHIVER_SIZE_LIMIT", "20MB"));

        assertThat(text).contains("archiver.size-limit=20MB\n", "telemessage.url=https://archive.example\n");
    }

    @Test
    void withoutLoginsAndAddressesThatAuthorize() throws IOException {
        String text = kept(SECRETS);

        assertThat(text)
                .doesNotContain("hidden")
                .contains("telemessage.url=sha256:" + Sha256.hex(bytes(SECRETS.get("TELEMESSAGE_URL"))));
    }

    private String kept(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("TELEMESSAGE_URL", "https://archive.example"));
        all.putAll(environment);
        Configuration configuration = Configuration.load(null, all);
        try (ObjectStore store = LocalObjectStore.open(folder, Clock.systemUTC())) {
            String version = SettingsVersion.keep(store, configuration);
            byte[] text = store.read(SettingsTexts.name("wechat", version))
                    .orElseThrow()
                    .content();
            assertThat(version).isEqualTo(SettingsVersion.of(configuration)).isEqualTo(Sha256.hex(text));
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
