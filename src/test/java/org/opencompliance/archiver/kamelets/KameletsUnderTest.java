package org.opencompliance.archiver.kamelets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context of another integration, which has the Kamelets and nothing of the archiver but the component. */
final class KameletsUnderTest implements AutoCloseable {

    static final Path FOLDER = Path.of("src/main/kamelets");

    private final CamelContext context = new DefaultCamelContext();
    private final Received received = new Received();
    private final Failed failed = new Failed();

    KameletsUnderTest(Map<String, String> settings) {
        KameletComponent component = new KameletComponent();
        component.setLocation("file:" + FOLDER);
        context.addComponent("kamelet", component);
        Properties properties = new Properties();
        properties.putAll(settings);
        context.getPropertiesComponent().setInitialProperties(properties);
        Registry registry = context.getRegistry();
        registry.bind("received", received);
        registry.bind("failed", failed);
        context.start();
    }

    /** Loads a file of routes, or a Pipe. */
    KameletsUnderTest load(String yaml) throws Exception {
        return load("test.camel.yaml", yaml);
    }

    KameletsUnderTest load(String file, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(file, yaml));
        return this;
    }

    CamelContext context() {
        return context;
    }

    /** The mails that {@code bean:received} got, in their order. */
    List<Sent> received() {
        return received.mails;
    }

    /** The route refuses the next mail with this id. */
    void refuse(String id) {
        received.refused.add(id);
    }

    /** The messages of the polls that failed. */
    List<String> failures() {
        return failed.messages;
    }

    @Override
    public void close() {
        context.stop();
    }

    /** A mail with its headers. */
    record Sent(byte[] content, Map<String, Object> headers) {

        String id() {
            return (String) headers.get("TeleMessageItemId");
        }
    }

    /** The end of a route. */
    public static final class Received {

        private final List<Sent> mails = new CopyOnWriteArrayList<>();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();

        public void take(Exchange exchange) {
            Sent sent = new Sent(
                    (byte[]) exchange.getMessage().getBody(),
                    Map.copyOf(exchange.getMessage().getHeaders()));
            if (refused.remove(sent.id())) {
                throw new IllegalStateException("Refused");
            }
            mails.add(sent);
        }
    }

    /** The dead letters of a route. */
    public static final class Failed {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        public void take(Exchange exchange) {
            messages.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                    .getMessage());
        }
    }
}
