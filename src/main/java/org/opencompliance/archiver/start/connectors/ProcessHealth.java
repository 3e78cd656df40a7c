package org.opencompliance.archiver.start.connectors;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** The health checks of all connectors of a process, and whether any of them can work. */
final class ProcessHealth implements HealthCheckRepository {

    private static final String GROUP = "archiver";

    private final List<Connector> connectors;
    private boolean enabled = true;

    ProcessHealth(List<Connector> connectors) {
        this.connectors = connectors;
    }

    @Override
    public String getId() {
        return "connectors";
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Stream<HealthCheck> stream() {
        return Stream.concat(Stream.of(new OneWorks()), connectors.stream().flatMap(ProcessHealth::checks));
    }

    private static Stream<HealthCheck> checks(Connector connector) {
        Stream<HealthCheck> started = Stream.of(new Runs(connector));
        return Stream.concat(
                started,
                connector.context().stream()
                        .flatMap(context -> HealthCheckRegistry.get(context).stream())
                        .map(check -> new ConnectorCheck(connector.name(), check)));
    }

    /** The readiness of the process: a connector that cannot work does not take those that can from their probes. */
    private final class OneWorks extends AbstractHealthCheck {

        OneWorks() {
            super(GROUP, "connectors");
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            boolean works = connectors.stream()
                    .anyMatch(connector ->
                            connector.context().map(OneWorks::isReady).orElse(false));
            builder.state(works ? State.UP : State.DOWN);
            if (!works) {
                builder.message("No connector can work; see the checks of each");
            }
        }

        private static boolean isReady(CamelContext context) {
            return HealthCheckHelper.invokeReadiness(context).stream()
                    .allMatch(result -> result.getState() == State.UP);
        }
    }

    /** Whether a connector has started. */
    private static final class Runs extends AbstractHealthCheck {

        private final Connector connector;

        Runs(Connector connector) {
            super(GROUP, connector.name() + ":start");
            this.connector = connector;
        }

        @Override
        public boolean isReadiness() {
            return false;
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            String failure = connector.failure();
            builder.state(failure == null ? State.UP : State.DOWN);
            builder.message(failure);
        }
    }
}
