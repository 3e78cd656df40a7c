package org.opencompliance.archiver.observe;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.HealthCheckResultStrategy;

/**
 * Takes exceptions out of health results. Whoever reads them can ask for the stack trace, and what an exception says may be
 * an address, or the source's words.
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
