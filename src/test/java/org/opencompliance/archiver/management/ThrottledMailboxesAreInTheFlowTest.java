package org.opencompliance.archiver.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ThrottledMailboxesAreInTheFlowTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void withTheirNumber() {
        gauges(1, 2);

        assertThat(FlowNotes.mailboxes(meters)).contains("1 mailbox throttled, 2 mailboxes unavailable");
    }

    @Test
    void orNothingIsSaid() {
        gauges(0, 0);

        assertThat(FlowNotes.mailboxes(meters)).isEmpty();
        assertThat(FlowNotes.mailboxes(null)).isEmpty();
    }

    private void gauges(int throttled, int refusing) {
        meters.gauge("microsoft.exchange.throttled.mailboxes", throttled);
        meters.gauge("microsoft.exchange.circuits.open", Tags.of("scope", "mailbox"), refusing);
        meters.gauge("microsoft.exchange.circuits.open", Tags.of("scope", "tenant"), 1);
    }
}
