package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.configuration.Configuration;

class RoutesReloadIsForOneProcessTest {

    private static final String REFUSED =
            "archiver.routes-reload is for development: set it to false with archiver.storage=azure";

    private static final Configuration DEFAULTS = Configuration.load(null, Map.of());

    @Test
    void itIsOffByDefault() {
        assertThat(DEFAULTS.flag("archiver.routes-reload")).isFalse();
    }

    @Test
    void itIsRefusedOnASharedArea() {
        Configuration reloading = DEFAULTS.with("archiver.routes-reload", "true");

        assertThat(new Settings(reloading.with("archiver.storage", "azure")).problems())
                .contains(REFUSED);
        assertThat(new Settings(reloading).problems()).doesNotContain(REFUSED);
    }
}
