package org.opencompliance.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void makesANewPasswordEveryTime() {
        String first = ConsoleSettings.in(folder).password();

        assertThat(first).hasSizeGreaterThanOrEqualTo(20).matches("[A-Za-z0-9_-]+");
        assertThat(ConsoleSettings.in(folder).password()).isNotEqualTo(first);
    }

    @Test
    void keepsThePasswordOffTheCommandLineAndOutOfItsText() {
        ConsoleSettings settings = ConsoleSettings.in(folder);

        assertThat(settings.options()).noneMatch(option -> option.contains(settings.password()));
        assertThat(settings.environment()).containsValue(settings.password());
        assertThat(settings.toString()).doesNotContain(settings.password());
    }

    @Test
    void tellsWhereTheConsoleIs() throws Exception {
        ConsoleSettings settings = ConsoleSettings.in(folder);

        settings.announce(URI.create("http://127.0.0.1:1/hawtio"));

        assertThat(settings.url()).isEqualTo("http://127.0.0.1:1/hawtio");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }
}
