package org.opencompliance.archiver.routing.notice;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.opencompliance.archiver.evidence.SampleVerification;
import org.opencompliance.archiver.notice.ConditionNotices;
import org.opencompliance.archiver.notice.DeadLetterNotices;
import org.opencompliance.archiver.notice.ReportNotices;

/** Looks for the events of notices, for the route: reports of days, dead letters, health checks and verified samples. */
public final class NoticeWatch {

    /** Part of the time that the search for dead letters may take: one tenth. */
    private static final int REST = 10;
    /** The health checks whose messages are the program's own words. */
    private static final String OWN = "archiver";

    private final ReportNotices reports;
    private final DeadLetterNotices letters;
    private final ConditionNotices conditions;
    private final SampleVerification samples;
    private final Clock clock;
    private long notBefore = System.nanoTime();

    public NoticeWatch(
            ReportNotices reports,
            DeadLetterNotices letters,
            ConditionNotices conditions,
            SampleVerification samples,
            Clock clock) {
        this.reports = reports;
        this.letters = letters;
        this.conditions = conditions;
        this.samples = samples;
        this.clock = clock;
    }

    /** Makes the notices that are due. */
    public void look(Exchange exchange) throws IOException {
        reports.lookForDays(clock.instant());
        deadLetters();
        conditions.silence();
        conditions.health(down(exchange.getContext()));
        if (samples.last().isPresent()) {
            conditions.verification(samples.last().get());
        }
    }

    private synchronized void deadLetters() throws IOException {
        long begun = System.nanoTime();
        if (begun - notBefore >= 0) {
            letters.look();
            long ended = System.nanoTime();
            notBefore = ended + REST * (ended - begun);
        }
    }

    private static Map<String, String> down(CamelContext context) {
        Map<String, String> down = new TreeMap<>();
        for (HealthCheck.Result result : HealthCheckHelper.invoke(context)) {
            if (result.getState() == HealthCheck.State.DOWN) {
                HealthCheck check = result.getCheck();
                boolean told =
                        OWN.equals(check.getGroup()) && result.getMessage().isPresent();
                down.put(check.getId(), told ? result.getMessage().get() : "See /observe/health.");
            }
        }
        return down;
    }
}
