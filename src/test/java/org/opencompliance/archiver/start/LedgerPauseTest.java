package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.ledger.LedgerSettings;

class LedgerPauseTest {

    @ParameterizedTest
    @CsvSource({"local, 25, local", "azure, 150, member-1"})
    void aDirectoryIsWrittenMoreOftenThanAzureStorage(String storage, int millis, String writer) {
        Configuration configuration = Configuration.load(null, Map.of()).with("archiver.storage", storage);

        LedgerSettings settings = StorageArea.ledgerSettings(configuration, "member-1");

        assertThat(settings.pause()).isEqualTo(Duration.ofMillis(millis));
        assertThat(settings.writer()).isEqualTo(writer);
    }
}
