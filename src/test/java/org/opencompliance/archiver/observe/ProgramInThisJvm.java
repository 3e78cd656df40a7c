package org.opencompliance.archiver.observe;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;

/** The program in this JVM, with its management port and its MBeans. */
final class ProgramInThisJvm implements AutoCloseable {

    static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Archiver archiver;

    private ProgramInThisJvm(Archiver archiver) {
        this.archiver = archiver;
    }

    /** Starts it and waits for the first refresh of its metrics. */
    static ProgramInThisJvm start(Path folder, Sandbox sandbox, Map<String, String> settings) throws Exception {
        Map<String, String> all =
                new HashMap<>(Map.of("archiver.figures-every", "200ms", "archiver.scheduled", "false"));
        all.putAll(settings);
        new ArchiverProcess(folder).configure(sandbox, all);
        Configuration configuration = Configuration.load(folder.resolve("application.properties"), Map.of());
        ProgramInThisJvm program = new ProgramInThisJvm(Archiver.start(configuration, Archiver.Mode.SCHEDULED));
        Figures figures = program.bean("figures", Figures.class);
        await().atMost(PATIENCE)
                .until(() -> figures.today().isPresent() && figures.depth().isPresent());
        return program;
    }

    <T> T bean(String name, Class<T> type) {
        return archiver.bean(name, type);
    }

    CamelContext context() {
        return archiver.context();
    }

    /** A request below /observe. */
    HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        int port = archiver.context().hasService(VertxPlatformHttpServer.class).getPort();
        URI uri = URI.create("http://127.0.0.1:" + port + "/observe" + path);
        return client.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    String get(String path) throws IOException, InterruptedException {
        return ask(path).body();
    }

    Object attribute(String type, String name) throws JMException {
        return SERVER.getAttribute(name(type), name);
    }

    Object call(String type, String operation, String... arguments) throws JMException {
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        return SERVER.invoke(name(type), operation, arguments, signature);
    }

    static ObjectName name(String type) throws JMException {
        return new ObjectName("org.opencompliance.archiver:type=" + type);
    }

    /** A remaining MBean of the program in the JVM, if any. */
    static Optional<ObjectName> left() throws JMException {
        return SERVER.queryNames(new ObjectName("org.opencompliance.archiver:*"), null).stream()
                .findFirst();
    }

    @Override
    public void close() {
        archiver.close();
    }
}
