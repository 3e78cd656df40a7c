package org.opencompliance.archiver.exchange;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.operation.CircuitBreakers;

/**
 * Is down while the service refuses the application's own access, because no request works then. Mailboxes that
 * refuse appear in the details and leave it up, because the others work. Sends no requests: it reports the results of
 * the last ones.
 */
final class MicrosoftExchangeHealthCheck extends AbstractHealthCheck {

    /** Object ids. A mailbox that a route names by its address is counted, but not listed. */
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int NAMED = 10;

    private final MicrosoftExchangeFigures figures;

    MicrosoftExchangeHealthCheck(MicrosoftExchangeFigures figures) {
        super("camel", "microsoft-exchange");
        this.figures = figures;
    }

    /** An outage of Exchange must not block a rollout, because a new process would meet the same outage. */
    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        tell(builder, "mailboxes.unavailable", Scope.MAILBOX);
        tell(builder, "mailboxes.full", Scope.MAILBOX_FULL);
        List<CircuitBreakers.Trouble> tenants = figures.tenants();
        if (tenants.isEmpty()) {
            builder.up();
            return;
        }
        CircuitBreakers.Trouble tenant = tenants.get(0);
        builder.detail("tenant.since", tenant.since().toString());
        builder.message(tenant.failure().getMessage());
        builder.error(tenant.failure());
        builder.down();
    }

    private void tell(HealthCheckResultBuilder builder, String name, Scope scope) {
        builder.detail(name, figures.mailboxes(scope));
        figures.since(scope).ifPresent(since -> builder.detail(name + ".since", since.toString()));
        List<String> ids = figures.names(scope).stream()
                .filter(mailbox -> OBJECT_ID.matcher(mailbox).matches())
                .limit(NAMED)
                .toList();
        if (!ids.isEmpty()) {
            builder.detail(name + ".ids", String.join(" ", ids));
        }
    }
}
