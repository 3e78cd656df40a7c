package org.opencompliance.archiver.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.client.RequestCounts;
import org.opencompliance.archiver.exchange.lane.LaneLoad;
import org.opencompliance.archiver.exchange.lane.RequestLanes;
import org.opencompliance.archiver.exchange.operation.CircuitBreakers;
import org.opencompliance.archiver.exchange.operation.ExchangeService;

/** The state of the component, for its health check and its metrics. Sends no requests. */
final class MicrosoftExchangeFigures {

    private final Supplier<Collection<ExchangeService>> services;
    private final RequestCounts counts;
    private final RequestLanes lanes;

    MicrosoftExchangeFigures(Supplier<Collection<ExchangeService>> services, RequestCounts counts, RequestLanes lanes) {
        this.services = services;
        this.counts = counts;
        this.lanes = lanes;
    }

    long requests(RequestCounts.Outcome outcome) {
        return counts.of(outcome);
    }

    LaneLoad load() {
        return lanes.load();
    }

    /** The failures of tenants: at most one per connection. */
    List<CircuitBreakers.Trouble> tenants() {
        return services.get().stream()
                .map(service -> service.circuits().tenant())
                .filter(Objects::nonNull)
                .toList();
    }

    long mailboxes(Scope scope) {
        return services.get().stream()
                .mapToLong(service -> service.circuits().mailboxes(scope).size())
                .sum();
    }

    /** The mailboxes with a failure of this scope, named as in the headers. */
    List<String> names(Scope scope) {
        return services.get().stream()
                .flatMap(service -> service.circuits().mailboxes(scope).keySet().stream())
                .distinct()
                .toList();
    }

    /** The start of the oldest current mailbox failure of this scope. */
    Optional<Instant> since(Scope scope) {
        return services.get().stream()
                .map(service -> service.circuits().mailboxes(scope))
                .map(Map::values)
                .flatMap(Collection::stream)
                .map(CircuitBreakers.Trouble::since)
                .min(Instant::compareTo);
    }
}
