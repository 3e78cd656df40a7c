package org.opencompliance.archiver.start.connectors;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.opencompliance.archiver.observe.Condition;
import org.opencompliance.archiver.observe.Condition.Finding;

/** The health checks of all connectors of a process, and whether any of them can work. */
final class ProcessHealth implements HealthCheckRepository {

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
        // a connector that cannot work does not take those that can from their probes
        Condition oneWorks = Condition.ofReadiness("connectors", this::oneWorks);
        return Stream.concat(Stream.of(oneWorks), connectors.stream().flatMap(ProcessHealth::checks));
    }

    private static Stream<HealthCheck> checks(Connector connector) {
        Condition runs = Condition.ofHealth(connector.name() + ":start", () -> runs(connector));
        return Stream.concat(
                Stream.of(runs),
                connector.context().stream()
                        .flatMap(context -> HealthCheckRegistry.get(context).stream())
                        .map(check -> new ConnectorCheck(connector.name(), check)));
    }

    private static Finding runs(Connector connector) {
        String failure = connector.failure();
        return failure == null ? Finding.GOOD : Finding.bad(failure);
    }

    private Finding oneWorks() {
        boolean works = connectors.stream()
                .anyMatch(connector ->
                        connector.context().map(ProcessHealth::isReady).orElse(false));
        return works ? Finding.GOOD : Finding.bad("No connector can work; see the checks of each");
    }

    private static boolean isReady(CamelContext context) {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .allMatch(result -> result.getState() == HealthCheck.State.UP);
    }
}
