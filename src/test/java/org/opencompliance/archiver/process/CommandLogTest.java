package org.opencompliance.archiver.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.Level;

class CommandLogTest {

    private static final String OWN = "org.opencompliance.archiver.storage.LocalArea";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void hasTheLinesOfTheProgramsLog() {
        logger(OWN, Optional.of(Level.INFO)).info("{} items of {}", 3, "today");

        assertThat(text())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  LocalArea - 3 items of today\\R");
    }

    @Test
    void showsAFailureInOneLine() {
        logger(OWN, Optional.of(Level.INFO)).warn("{} is lost", "4711", new IOException("first\nsecond"));

        assertThat(text().lines()).hasSize(2);
        assertThat(text()).contains("WARN  LocalArea - 4711 is lost", "java.io.IOException: first\\nsecond");
    }

    @Test
    void dataBeginsNoLineOfItsOwn() {
        logger(OWN, Optional.of(Level.INFO)).warn("the id {}", "4711\r\n2026-11-21T00:00:00.000Z ERROR forged");

        assertThat(text().lines()).hasSize(1);
    }

    @Test
    void leavesOutWhatIsBelowTheLevel() {
        Logger logger = logger(OWN, Optional.of(Level.WARN));
        logger.info("more");
        logger.debug("much more");

        assertThat(text()).isEmpty();
        assertThat(logger.isInfoEnabled()).isFalse();
        assertThat(logger.isWarnEnabled()).isTrue();
    }

    @Test
    void limitsLibrariesLikeTheProgramsLog() {
        assertThat(LibraryLimit.of("org.apache.camel.impl.Engine")).contains(Level.WARN);
        assertThat(LibraryLimit.of("com.azure.core.Http")).isEmpty();
        assertThat(LibraryLimit.of("com.microsoft.aad.msal4j.X")).contains(Level.ERROR);
        assertThat(LibraryLimit.of("org.apache.kafka.clients.NetworkClient")).isEmpty();

        logger("com.azure.core.Http", Optional.empty()).error("Authorization: secret");

        assertThat(text()).isEmpty();
    }

    @Test
    void readsTheLevelOfTheProgramsLoggers() {
        assertThat(CommandLogger.level("debug")).contains(Level.DEBUG);
        assertThat(CommandLogger.level("OFF")).isEmpty();
        assertThat(CommandLogger.level("loud")).contains(Level.INFO);
    }

    private Logger logger(String name, Optional<Level> most) {
        return new CommandLogger(name, most, new PrintStream(out, true, UTF_8));
    }

    private String text() {
        return out.toString(UTF_8);
    }
}
