package org.opencompliance.archiver.exchange;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.client.RequestCounts;

/**
 * The component's metrics in the meter registry of the application. Tags have few values and never name a mailbox.
 * Only this class uses Micrometer, which is optional: without Micrometer this class is not loaded.
 */
final class MicrosoftExchangeMeters implements AutoCloseable {

    /** The name under which camel-micrometer binds the registry. */
    private static final String REGISTRY = "metricsRegistry";

    private final MicrosoftExchangeFigures figures;
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    /** Does nothing in an application that has Micrometer but no registry. */
    MicrosoftExchangeMeters(CamelContext context, MicrosoftExchangeFigures figures) {
        this.figures = figures;
        this.registry = registry(context.getRegistry());
        if (registry != null) {
            for (RequestCounts.Outcome outcome : RequestCounts.Outcome.values()) {
                requests(outcome);
            }
            circuits("mailbox", known -> known.mailboxes(Scope.MAILBOX) + known.mailboxes(Scope.MAILBOX_FULL));
            circuits("tenant", known -> known.tenants().size());
            gauge(
                    "microsoft.exchange.bytes.in.flight",
                    "Bytes of the bodies of requests under way",
                    known -> known.load().bytes());
            gauge(
                    "microsoft.exchange.throttled.mailboxes",
                    "Mailboxes that wait because the service asked to",
                    known -> known.load().throttled());
        }
    }

    private static MeterRegistry registry(Registry registry) {
        MeterRegistry named = registry.lookupByNameAndType(REGISTRY, MeterRegistry.class);
        return named == null
                ? registry.findByType(MeterRegistry.class).stream().findFirst().orElse(null)
                : named;
    }

    private void requests(RequestCounts.Outcome outcome) {
        meters.add(FunctionCounter.builder("microsoft.exchange.requests", figures, known -> known.requests(outcome))
                .description("Requests to Microsoft Graph, by outcome")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }

    private void circuits(String scope, ToDoubleFunction<MicrosoftExchangeFigures> count) {
        meters.add(Gauge.builder("microsoft.exchange.circuits.open", figures, count)
                .description("Mailboxes, or tenants, that refused when they were last asked")
                .tag("scope", scope)
                .register(registry));
    }

    private void gauge(String name, String description, ToDoubleFunction<MicrosoftExchangeFigures> value) {
        meters.add(Gauge.builder(name, figures, value).description(description).register(registry));
    }

    @Override
    public void close() {
        meters.forEach(meter -> registry.remove(meter));
        meters.clear();
    }
}
