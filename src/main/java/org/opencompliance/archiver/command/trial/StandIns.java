package org.opencompliance.archiver.command.trial;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConstants;

/**
 * Resolves components: those that stay in the process as usual, {@code microsoft-exchange} as a directory and mailboxes in memory,
 * and all others as a component that sends nothing and notes that.
 */
final class StandIns implements ComponentResolver {

    private static final Set<String> IN_PROCESS =
            Set.of("direct", "bean", "class", "log", "language", "ref", "platform-http");
    private static final String EXCHANGE = "microsoft-exchange";

    private final ComponentResolver usual;
    private final TrialTrace trace;
    private final Set<String> users;
    private final AtomicInteger messages = new AtomicInteger();

    /** @param users as in {@link TrialOrder} */
    StandIns(ComponentResolver usual, TrialTrace trace, Set<String> users) {
        this.usual = usual;
        this.trace = trace;
        this.users = users;
    }

    @Override
    public Component resolveComponent(String name, CamelContext context) throws Exception {
        Component real = usual.resolveComponent(name, context);
        if (real == null || IN_PROCESS.contains(name)) {
            return real;
        }
        return new StandIn(name);
    }

    private final class StandIn extends DefaultComponent {

        private final String name;

        StandIn(String name) {
            this.name = name;
            // the values in the registry are for the real component
            setAutowiredEnabled(false);
        }

        /** Camel would use the one of the real component. */
        @Override
        public PropertyConfigurer getComponentPropertyConfigurer() {
            return null;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new StandInEndpoint(uri, this, exchange -> {
                if (name.equals(EXCHANGE)) {
                    exchange(remaining, exchange.getMessage());
                } else {
                    trace.note("Not sent in a trial: the request to " + name);
                }
            });
        }
    }

    private static final class StandInEndpoint extends DefaultEndpoint {

        private final Processor action;

        StandInEndpoint(String uri, Component component, Processor action) {
            super(uri, component);
            this.action = action;
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

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("A trial receives nothing from " + getEndpointUri());
        }
    }

    private void exchange(String operation, Message message) {
        switch (operation) {
            case "importMessage" -> {
                message.setHeader(MicrosoftExchangeConstants.MESSAGE_ID, "trial-" + messages.incrementAndGet());
                message.removeHeader(MicrosoftExchangeConstants.FOUND);
            }
            case "resolveUsers" -> message.setBody(answers(message.getBody(Collection.class)));
            // its users are members of every group
            case "checkMemberGroups" -> trace.note("Not asked in a trial: the groups of a user; it counts as a member");
            default -> throw new UnsupportedOperationException("A trial has no " + operation + " of " + EXCHANGE);
        }
    }

    private List<DirectoryAnswer> answers(Collection<?> addresses) {
        List<DirectoryAnswer> answers = new ArrayList<>();
        for (Object each : addresses) {
            String address = String.valueOf(each);
            boolean known = users.isEmpty() || users.contains(address.toLowerCase(Locale.ROOT));
            answers.add(new DirectoryAnswer(address, known ? List.of(match(address)) : List.of()));
        }
        return answers;
    }

    private static DirectoryAnswer.Match match(String address) {
        String name = address.toLowerCase(Locale.ROOT);
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return new DirectoryAnswer.Match(new DirectoryUser(id, name, name, false), DirectoryAnswer.Way.PRINCIPAL_NAME);
    }
}
