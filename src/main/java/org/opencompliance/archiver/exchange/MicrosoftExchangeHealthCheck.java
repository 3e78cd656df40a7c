package org.opencompliance.archiver.exchange;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.operation.Circuits;
import org.opencompliance.archiver.exchange.operation.ExchangeService;

/**
 * Down while the application's own access is refused: nothing works then. Mailboxes that refuse are counted and leave
 * it up: the others work. Asks nothing itself; it tells what the last requests met.
 */
final class MicrosoftExchangeHealthCheck extends AbstractHealthCheck {

    private final Supplier<Collection<ExchangeService>> services;

    MicrosoftExchangeHealthCheck(Supplier<Collection<ExchangeService>> services) {
        super("camel", "microsoft-exchange");
        this.services = services;
    }

    /** A new process would find Exchange as this one does: its outage must not keep a program from being rolled out. */
    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("mailboxes.unavailable", count(Scope.MAILBOX));
        builder.detail("mailboxes.full", count(Scope.MAILBOX_FULL));
        Circuits.Trouble tenant = services.get().stream()
                .map(service -> service.circuits().tenant())
                .filter(trouble -> trouble != null)
                .findFirst()
                .orElse(null);
        if (tenant == null) {
            builder.up();
            return;
        }
        builder.detail("tenant.since", tenant.since().toString());
        builder.message(tenant.failure().getMessage());
        builder.error(tenant.failure());
        builder.down();
    }

    private long count(Scope scope) {
        return services.get().stream()
                .mapToLong(service -> service.circuits().mailboxes(scope))
                .sum();
    }
}
