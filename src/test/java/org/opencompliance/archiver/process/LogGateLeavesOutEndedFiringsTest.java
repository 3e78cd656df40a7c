package org.opencompliance.archiver.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The lines of Camel about a firing that ended with the lead are left out; each other failure of a firing is logged. */
class LogGateLeavesOutEndedFiringsTest {

    private static final String JOB = "org.apache.camel.component.quartz.CamelJob";
    private static final String TIMER = "org.apache.camel.component.timer.TimerConsumer";
    private static final String ENDED =
            "Error processing exchange. Exchange[1]. Caused by: [org.quartz.JobExecutionException"
                    + " - java.util.concurrent.RejectedExecutionException]";

    @Test
    void ofBothTimers() {
        assertThat(LogGate.isEndedFiring(JOB, ENDED)).isTrue();
        assertThat(LogGate.isEndedFiring(TIMER, ENDED)).isTrue();
    }

    @Test
    void butNoOtherFailureAndNoOtherLogger() {
        assertThat(LogGate.isEndedFiring(JOB, "Error processing exchange. Caused by: [java.io.IOException - disk]"))
                .isFalse();
        assertThat(LogGate.isEndedFiring("org.apache.camel.component.seda.SedaConsumer", ENDED))
                .isFalse();
        assertThat(LogGate.isEndedFiring(JOB, null)).isFalse();
    }

    @Test
    void andCamelsOwnReportOfAFailedStart() {
        String camel = "org.apache.camel.impl.engine.AbstractCamelContext";

        assertThat(LogGate.isFailedStart(camel, "Error starting CamelContext ({}) due to exception thrown: {}"))
                .isTrue();
        assertThat(LogGate.isFailedStart(camel, "Error stopping a service")).isFalse();
    }
}
