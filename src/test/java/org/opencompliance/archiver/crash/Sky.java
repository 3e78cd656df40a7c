package org.opencompliance.archiver.crash;

import java.time.Duration;
import java.util.List;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;

/** The permanent random faults at the source and at Graph. */
public record Sky(Sandbox sandbox) {

    private static final Duration INDEX_LAG = Duration.ofMillis(400);
    private static final double LAGGING = 0.3;

    public static Sky over(Sandbox sandbox) {
        return new Sky(sandbox);
    }

    /** Adds each kind of failure with this probability, and a delayed search index. */
    public void darken(double probability) {
        List<Fault> faults = List.of(
                Fault.status(429).retryAfter(1),
                Fault.status(500),
                Fault.status(503),
                Fault.status(504).afterWork(),
                Fault.dropped());
        for (Fault fault : faults) {
            sandbox.site().inject(fault.withProbability(probability));
            sandbox.tenant().inject(fault.withProbability(probability));
        }
        sandbox.tenant()
                .inject(Fault.hiddenFor(INDEX_LAG)
                        .on(GraphOperation.CREATE_MESSAGE)
                        .withProbability(LAGGING));
    }

    public void clear() {
        sandbox.site().clearFaults();
        sandbox.tenant().clearFaults();
    }
}
