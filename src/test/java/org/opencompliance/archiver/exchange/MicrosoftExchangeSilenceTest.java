package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

/** Log lines of the component and its libraries at the finest level, during many failures. */
class MicrosoftExchangeSilenceTest extends ExchangeTest {

    private static final List<String> LOGGERS =
            List.of("org.opencompliance", "com.microsoft", "com.azure", "okhttp3", "reactor");
    private static final String OPEN = "POST /messages/message-1/attachments/createUploadSession";
    private static final String PUT = "PUT /upload/session-1";

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Map<String, LoggerConfig> before = new HashMap<>();
    private final Everything everything = new Everything();

    @BeforeEach
    void listen() {
        everything.start();
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        for (String name : LOGGERS) {
            LoggerConfig logger = new LoggerConfig(name, Level.ALL, true);
            logger.addAppender(everything, Level.ALL, null);
            Optional.ofNullable(logging.getConfiguration().getLoggers().get(name))
                    .ifPresent(own -> before.put(name, own));
            logging.getConfiguration().removeLogger(name);
            logging.getConfiguration().addLogger(name, logger);
        }
        logging.updateLoggers();
        LogManager.getLogger("org.opencompliance.test").trace("heard");
    }

    @AfterEach
    void stopListening() {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        LOGGERS.forEach(name -> logging.getConfiguration().removeLogger(name));
        before.forEach((name, own) -> logging.getConfiguration().addLogger(name, own));
        logging.updateLoggers();
    }

    @Test
    void theAddressOfAnUploadIsNowhereHoweverItEnds() {
        happy().on(OPEN, Reply.file(201, "createUploadSession-opened"))
                .on("DELETE /upload/session-1", Reply.error(500, "no"))
                .on("GET /messages/message-1/attachments", Reply.file(200, "attachments-none"))
                .on(
                        PUT,
                        Reply.lost(),
                        Reply.error(503, "ErrorServerBusy"),
                        Reply.error(404, "ErrorItemNotFound"),
                        Reply.error(403, "x"),
                        Reply.json(200, "{\"nextExpectedRanges\": [\"x\"]}"));

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("a.bin", 5 * 1024 * 1024)));

        assertThat(graph.received(PUT)).hasSizeGreaterThan(3);
        assertNowhere(exchange, "very-secret", "upload/session");
    }

    @Test
    void nothingOfAMessageIsAnywhere() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(
                        "POST /mailFolders/folder-1/messages",
                        Reply.error(400, "ErrorInvalidRecipients"),
                        Reply.error(400, "UnableToDeserializePostBody"));

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("contract.pdf", 10)));

        assertNowhere(exchange, "secret words", "Chat of Friday", "Wang", "contoso", "8613800000001", "contract");
    }

    private void assertNowhere(Exchange exchange, String... secrets) {
        assertThat(exchange.getException()).isNotNull();
        assertThat(logged).contains("heard");
        assertThat(String.join("\n", logged)).doesNotContain(secrets);
        for (Throwable cause = exchange.getException(); cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(secrets);
        }
    }

    private final class Everything extends AbstractAppender {

        Everything() {
            super("everything", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            logged.add(event.getMessage().getFormattedMessage());
            for (Throwable cause = event.getThrown(); cause != null; cause = cause.getCause()) {
                logged.add(cause.toString());
            }
        }
    }
}
