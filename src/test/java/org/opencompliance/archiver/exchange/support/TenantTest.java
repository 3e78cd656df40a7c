package org.opencompliance.archiver.exchange.support;

import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.opencompliance.archiver.exchange.MicrosoftExchangeComponent;
import org.opencompliance.archiver.exchange.MicrosoftExchangeCredentials;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.TenantUser;

/** The unchanged component in its own context, against a tenant of the sandbox. */
public abstract class TenantTest {

    /** Bytes of an attachment of which two do not go with one message. */
    protected static final int SMALL = 1_500_000;
    /** Bytes of an attachment that goes by an upload session. */
    protected static final int LARGE = 3 * 1024 * 1024;

    protected static final String MAILBOX = "77777777-7777-7777-7777-777777777777";
    protected static final String IMPORT = "microsoft-exchange:importMessage?folder=Imports&connector=test";

    protected GraphTenant tenant;
    protected CamelContext context;
    protected ProducerTemplate template;
    protected MicrosoftExchangeComponent component;

    @BeforeEach
    void open() {
        tenant = GraphTenant.start(Clock.systemUTC(), 1);
        tenant.add(TenantUser.member(MAILBOX, "lina@contoso.com", "Li Na"));
        start();
    }

    @AfterEach
    void close() {
        context.stop();
        tenant.close();
    }

    /** Called before the start. */
    protected void configure(MicrosoftExchangeComponent fresh) {
        fresh.getConfiguration().setLookPauses("20ms,20ms");
    }

    /** Replaces the component by a new one without state. */
    protected void restart() {
        context.stop();
        start();
    }

    protected Exchange send(String uri, Object body, Object... headers) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(ExchangeTest.headers(headers));
        });
    }

    private void start() {
        component = new MicrosoftExchangeComponent();
        component.getConfiguration().setServiceUrl(tenant.url().toString());
        component.getConfiguration().setCredentials(MicrosoftExchangeCredentials.NONE);
        configure(component);
        context = new DefaultCamelContext();
        context.addComponent("microsoft-exchange", component);
        template = context.createProducerTemplate();
        context.start();
    }
}
