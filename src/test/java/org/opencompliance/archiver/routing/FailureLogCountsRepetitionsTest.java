package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.item.ListedItem;

class FailureLogCountsRepetitionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SteppingClock clock = new SteppingClock();
    private final FailureLog log = new FailureLog(new FailureText(), clock);
    private CapturedLines lines;

    /** A clock that a test moves. */
    private static final class SteppingClock extends java.time.Clock {

        private Instant now = Instant.parse("2026-11-20T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public java.time.Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void capture() {
        lines = CapturedLines.of("org.opencompliance.archiver.routes");
    }

    @AfterEach
    void release() {
        lines.close();
    }

    @Test
    void sameFailureIsLoggedOnceAMinuteWithTheCountOfTheOthers() {
        for (int item = 0; item < 1000; item++) {
            log.warn(failed("TM-" + item, new IllegalStateException("x")), "The item is retried later");
        }
        assertThat(lines.all())
                .singleElement()
                .asString()
                .startsWith("Item TM-0: Unexpected failure: IllegalStateException")
                .endsWith("The item is retried later");

        clock.now = clock.now.plus(Duration.ofMinutes(1));
        log.flush();
        log.flush();

        assertThat(lines.all()).hasSize(2);
        assertThat(lines.all().get(1)).contains("999 more times since 2026-11-20T12:00:00Z", "Item TM-999");
    }

    @Test
    void otherFailuresAreNotHeldBack() {
        log.warn(failed("TM-1", new IllegalStateException("x")), "The item is retried later");
        log.warn(failed("TM-2", new IllegalArgumentException("x")), "The item is retried later");
        log.error(failed("TM-3", new IllegalStateException("x")), "The item is retried later");

        assertThat(lines.all()).hasSize(3);
    }

    @Test
    void failureThatCameOnceIsNotLoggedAgain() {
        log.warn(failed("TM-1", new IllegalStateException("x")), "The item is retried later");
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        log.flush();
        log.warn(failed("TM-2", new IllegalStateException("x")), "The item is retried later");

        assertThat(lines.all()).hasSize(2);
    }

    private Exchange failed(String id, Exception failure) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setVariable("listed", new ListedItem(id, "chat", Instant.EPOCH, 1, null));
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }
}
