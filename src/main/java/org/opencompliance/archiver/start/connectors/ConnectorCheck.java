package org.opencompliance.archiver.start.connectors;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** A health check of a connector, under the name of the connector, in the health of the process. */
record ConnectorCheck(String connector, HealthCheck check) implements HealthCheck {

    @Override
    public String getId() {
        return connector + ":" + check.getId();
    }

    @Override
    public String getGroup() {
        return check.getGroup();
    }

    /** The process is ready while one connector is; see {@link ProcessHealth}. */
    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public Result call(Map<String, Object> options) {
        Result result = check.call(options);
        HealthCheckResultBuilder builder =
                HealthCheckResultBuilder.on(this).state(result.getState()).details(result.getDetails());
        result.getMessage().ifPresent(builder::message);
        return builder.build();
    }

    @Override
    public boolean isEnabled() {
        return check.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        check.setEnabled(enabled);
    }
}
