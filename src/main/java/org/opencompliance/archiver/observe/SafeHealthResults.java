package org.opencompliance.archiver.observe;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.HealthCheckResultStrategy;

/**
 * Removes exceptions from health results. A client can request the stack trace, and an exception message may contain an
 * address or text from the source.
 */
public final class SafeHealthResults implements HealthCheckResultStrategy {

    @Override
    public void processResult(HealthCheck check, Map<String, Object> options, HealthCheckResultBuilder builder) {
        if (builder.error() != null) {
            builder.message("Down: " + builder.error().getClass().getSimpleName());
            builder.error(null);
        }
    }
}
