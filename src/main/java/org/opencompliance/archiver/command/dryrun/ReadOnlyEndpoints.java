package org.opencompliance.archiver.command.dryrun;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.common.HttpMethods;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConstants;
import org.opencompliance.archiver.exchange.MicrosoftExchangeEndpoint;
import org.opencompliance.archiver.exchange.MicrosoftExchangeOperation;

/**
 * Lets routes read from other systems and write to none: look-ups in the directory and mailboxes, HTTP requests by GET, and files of
 * a drop. An import into a mailbox succeeds without a request. All other requests are counted and not sent. Thread-safe.
 */
final class ReadOnlyEndpoints implements EndpointStrategy {

    private static final Set<String> IN_PROCESS =
            Set.of("direct", "seda", "bean", "class", "log", "language", "ref", "dataformat");
    private static final Set<MicrosoftExchangeOperation> READS = Set.of(
            MicrosoftExchangeOperation.findMessage,
            MicrosoftExchangeOperation.readMessage,
            MicrosoftExchangeOperation.verifyMessage,
            MicrosoftExchangeOperation.resolveUser,
            MicrosoftExchangeOperation.resolveUsers,
            MicrosoftExchangeOperation.checkMemberGroups);
    private static final String IMPORTED = "dry-run-";

    private final AtomicLong imports = new AtomicLong();
    private final Map<String, AtomicLong> unsent = new ConcurrentSkipListMap<>();

    /** Number of requests that were not sent, by the kind of system; without imports. */
    Map<String, Long> unsent() {
        Map<String, Long> counts = new TreeMap<>();
        unsent.forEach((kind, count) -> counts.put(kind, count.get()));
        return counts;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof MicrosoftExchangeEndpoint exchange) {
            return READS.contains(exchange.getOperation()) ? endpoint : new Replaced(endpoint, this::imported);
        }
        String scheme = scheme(uri);
        if (endpoint instanceof HttpEndpoint http) {
            return new Replaced(endpoint, new Gets(http));
        }
        return IN_PROCESS.contains(scheme) ? endpoint : new Replaced(endpoint, exchange -> notSent(scheme));
    }

    private void imported(Exchange exchange) {
        exchange.getMessage().setHeader(MicrosoftExchangeConstants.MESSAGE_ID, IMPORTED + imports.incrementAndGet());
        exchange.getMessage().removeHeader(MicrosoftExchangeConstants.FOUND);
    }

    private void notSent(String kind) {
        unsent.computeIfAbsent(kind, unused -> new AtomicLong()).incrementAndGet();
    }

    private static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri : uri.substring(0, colon);
    }

    /** Sends a request by GET, and counts any other. */
    private final class Gets implements Processor {

        private final HttpEndpoint http;
        private Producer producer;

        Gets(HttpEndpoint http) {
            this.http = http;
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            if (isGet(exchange)) {
                producer().process(exchange);
            } else {
                notSent("http");
            }
        }

        private boolean isGet(Exchange exchange) {
            Object header = exchange.getMessage().getHeader(Exchange.HTTP_METHOD);
            boolean byHeader = header == null || header.toString().equals("GET");
            boolean byEndpoint =
                    http.getHttpMethod() == null ? header != null : http.getHttpMethod() == HttpMethods.GET;
            return byHeader && byEndpoint;
        }

        private synchronized Producer producer() throws Exception {
            if (producer == null) {
                producer = http.createProducer();
                http.getCamelContext().addService(producer);
                ServiceHelper.startService(producer);
            }
            return producer;
        }
    }

    /** An endpoint with another action in place of its requests. */
    private static final class Replaced extends DefaultEndpoint {

        private final Endpoint real;
        private final Processor action;

        Replaced(Endpoint real, Processor action) {
            super(real.getEndpointUri(), real.getCamelContext() == null ? null : componentOf(real));
            this.real = real;
            this.action = action;
            setCamelContext(real.getCamelContext());
        }

        private static Component componentOf(Endpoint real) {
            return real instanceof DefaultEndpoint known ? known.getComponent() : null;
        }

        @Override
        public boolean isLenientProperties() {
            return real.isLenientProperties();
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    action.process(exchange);
                }
            };
        }

        /** Files are only read if the endpoint leaves them where they are. */
        @Override
        public PollingConsumer createPollingConsumer() throws Exception {
            return real instanceof GenericFileEndpoint<?> files && files.isNoop()
                    ? real.createPollingConsumer()
                    : super.createPollingConsumer();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("A dry run receives nothing from " + scheme(getEndpointUri()));
        }

        @Override
        protected void doStart() throws Exception {
            ServiceHelper.startService(real);
        }

        @Override
        protected void doStop() throws Exception {
            ServiceHelper.stopService(real);
        }
    }
}
