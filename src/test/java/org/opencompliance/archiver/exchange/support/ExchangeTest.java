package org.opencompliance.archiver.exchange.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.opencompliance.archiver.exchange.MicrosoftExchangeComponent;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConfiguration;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConstants;
import org.opencompliance.archiver.exchange.MicrosoftExchangeCredentials;
import org.opencompliance.archiver.exchange.mail.Mail;

/** The unchanged component in its own context, against the scripted server. */
public abstract class ExchangeTest {

    protected static final String MAILBOX = "11111111-1111-1111-1111-111111111111";
    /** The search in the whole mailbox, not the list of a folder. */
    protected static final String SEARCH = "GET /users/" + MAILBOX + "/messages";

    protected static final String IMPORT = "microsoft-exchange:importMessage?folder=WeChat Archiver&connector=wechat";

    protected ScriptedGraph graph;
    protected CamelContext context;
    protected ProducerTemplate template;
    protected MicrosoftExchangeComponent component;
    private final Map<Endpoint, AsyncProducer> started = new HashMap<>();

    @BeforeEach
    void start() {
        graph = open();
        component = new MicrosoftExchangeComponent();
        MicrosoftExchangeConfiguration configuration = new MicrosoftExchangeConfiguration();
        configuration.setServiceUrl(graph.url());
        configuration.setCredentials(MicrosoftExchangeCredentials.NONE);
        configuration.setLookPauses("20ms,20ms");
        configuration.setRequestTimeout(5_000);
        component.setConfiguration(configuration);
        configure(component);
        context = new DefaultCamelContext();
        context.addComponent("microsoft-exchange", component);
        template = context.createProducerTemplate();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        graph.close();
    }

    /** The server for the component. */
    protected ScriptedGraph open() {
        return new ScriptedGraph();
    }

    /** Called before the start. */
    protected void configure(MicrosoftExchangeComponent fresh) {
        fresh.setMaxThrottleWait(1_000);
    }

    /** The folder exists and is empty, and the creation of a message succeeds. */
    protected ScriptedGraph happy() {
        return graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on("GET /mailFolders/folder-1/messages", Reply.file(200, "messages-none"))
                .on("POST /mailFolders/folder-1/messages", Reply.file(201, "createMessage-created"));
    }

    protected Exchange importMail(Mail mail, Object... headers) {
        return send(IMPORT, mail, headers);
    }

    /** The import has begun when this returns. */
    protected CompletableFuture<Exchange> startImport(Mail mail, Object... headers) {
        Endpoint endpoint = context.getEndpoint(IMPORT);
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(mail);
        exchange.getMessage().setHeaders(headers(headers));
        return started.computeIfAbsent(endpoint, this::producer).processAsync(exchange);
    }

    private AsyncProducer producer(Endpoint endpoint) {
        try {
            AsyncProducer producer = endpoint.createAsyncProducer();
            producer.start();
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    protected Exchange send(String uri, Object body, Object... headers) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers(headers));
        });
    }

    public static Map<String, Object> headers(Object... namesAndValues) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(MicrosoftExchangeConstants.MAILBOX, MAILBOX);
        headers.put(MicrosoftExchangeConstants.ITEM_ID, "item-1");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    protected static <T extends Exception> T failure(Exchange exchange, Class<T> type) {
        assertThat(exchange.getException()).isInstanceOf(type);
        return type.cast(exchange.getException());
    }
}
