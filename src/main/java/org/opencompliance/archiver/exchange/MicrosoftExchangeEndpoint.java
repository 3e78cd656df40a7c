package org.opencompliance.archiver.exchange;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Import messages into Exchange Online mailboxes, find them there, and look up users, through Microsoft Graph. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "microsoft-exchange",
        title = "Microsoft Exchange",
        syntax = "microsoft-exchange:operation",
        producerOnly = true,
        remote = true,
        category = {Category.CLOUD, Category.MAIL},
        headersClass = MicrosoftExchangeConstants.class)
public class MicrosoftExchangeEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriPath(
            defaultValue = "importMessage",
            enums = "importMessage,findMessage,readMessage,verifyMessage,resolveUser,resolveUsers,checkMemberGroups",
            description = "What to do.")
    @Metadata(required = true)
    private MicrosoftExchangeOperation operation;

    @UriParam
    private MicrosoftExchangeConfiguration configuration;

    public MicrosoftExchangeEndpoint(
            String uri,
            MicrosoftExchangeComponent component,
            MicrosoftExchangeOperation operation,
            MicrosoftExchangeConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new MicrosoftExchangeProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("microsoft-exchange has no consumer");
    }

    @Override
    public MicrosoftExchangeComponent getComponent() {
        return (MicrosoftExchangeComponent) super.getComponent();
    }

    @Override
    public String getServiceUrl() {
        return configuration.graphUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "https";
    }

    public MicrosoftExchangeOperation getOperation() {
        return operation;
    }

    public void setOperation(MicrosoftExchangeOperation operation) {
        this.operation = operation;
    }

    public MicrosoftExchangeConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(MicrosoftExchangeConfiguration configuration) {
        this.configuration = configuration;
    }
}
