package org.opencompliance.sandbox.console;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.login.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Hawtio's web application in a separate web server on a free port of the loopback address. It shows the MBeans of this JVM,
 * or of another one, to the user with the password, within the limits of the Jolokia policy.
 */
final class Console {

    private static final String PATH = "/hawtio";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String REALM = "console";

    /** The web application and its Jolokia read settings from system properties only. */
    private static final Map<String, String> SETTINGS = Map.of(
            "hawtio.authenticationEnabled",
            "true",
            "hawtio.realm",
            REALM,
            "hawtio.roles",
            ConsoleRole.OPERATOR.getName(),
            "hawtio.rolePrincipalClasses",
            ConsoleRole.class.getName(),
            // it would forward requests to any port of this machine
            "hawtio.disableProxy",
            "true",
            "jolokia.disabledServices",
            String.join(",", outsideThePolicy()));

    private Console() {}

    /** Shows this JVM. Returns when the console is ready; it runs until the JVM ends. */
    static void start(ConsoleSettings settings) throws Exception {
        // a missing policy file would deny all requests
        System.setProperty("jolokia.policyLocation", policy(settings).toUri().toString());
        ConsoleLogin login = new ConsoleLogin(REALM, ConsoleSettings.USER, settings.password());
        settings.announce(serve(application(settings.war(), settings.folder()), login, 0));
    }

    /**
     * Shows another JVM, by its agent: requests for Jolokia go there instead of to this JVM.
     *
     * @param folder the working folder of the console
     * @param port 0 = a free one
     * @return the address
     */
    static URI attach(Agent agent, Path war, Path folder, int port) throws Exception {
        WebAppContext application = application(war, folder);
        application.setAttribute(AgentProxy.AGENT, agent);
        Path descriptor = Files.writeString(folder.resolve("override-web.xml"), AgentProxy.DESCRIPTOR);
        application.setOverrideDescriptor(descriptor.toUri().toString());
        return serve(application, new ConsoleLogin(REALM, agent.user(), agent.password()), port);
    }

    private static URI serve(WebAppContext application, ConsoleLogin login, int port) throws Exception {
        SETTINGS.forEach(System::setProperty);
        // they log each request that a browser aborts
        Configurator.setLevel("io.hawt", Level.WARN);
        Configurator.setLevel("org.eclipse.jetty", Level.WARN);
        Configuration.setConfiguration(login);
        Server server = new Server(threads());
        ServerConnector connector = connector(server, port);
        server.addConnector(connector);
        server.setHandler(application);
        server.start();
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort() + PATH);
    }

    /**
     * The policy of the agent without its rules for browsers. The console's own pages also use GET; their session and the host name
     * protect them against other sites.
     */
    private static Path policy(ConsoleSettings settings) throws IOException {
        String policy = Files.readString(settings.policy());
        String ofBrowsers = "(?s)<(http|cors)>.*?</\\1>";
        Path own = Files.createDirectories(settings.folder()).resolve("policy.xml");
        return Files.writeString(own, policy.replaceAll(ofBrowsers, ""));
    }

    /** Jolokia functions that its policy does not cover: access to other JVMs, history, notifications and network discovery. */
    private static List<String> outsideThePolicy() {
        return List.of(
                "org.jolokia.service.jsr160.Jsr160RequestHandler",
                "org.jolokia.service.history.HistoryMBeanRequestInterceptor",
                "org.jolokia.service.notif.pull.PullNotificationBackend",
                "org.jolokia.service.notif.sse.SseNotificationBackend",
                "org.jolokia.service.discovery.JolokiaDiscovery",
                "org.jolokia.service.discovery.DiscoveryMulticastResponder");
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("console");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector connector(Server server, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        return connector;
    }

    private static WebAppContext application(Path war, Path folder) throws IOException {
        WebAppContext application = new WebAppContext(war.toString(), PATH);
        Path unpacked = Files.createDirectories(folder.resolve("hawtio"));
        application.setTempDirectory(unpacked.toFile());
        application.setThrowUnavailableOnStartupException(true);
        addPlugins(application, war.resolveSibling("plugins"));
        // a page of another site must not be able to use the session, nor to reach the console by DNS rebinding
        application.getSessionHandler().setSameSite(HttpCookie.SameSite.STRICT);
        application.getSessionHandler().setHttpOnly(true);
        application.setVirtualHosts(List.of(LOOPBACK, "localhost"));
        // the web application has its own Jolokia, which must not find services of another one
        application.getHiddenClassMatcher().add("org.jolokia.", "META-INF.jolokia.");
        // one log, the one of the program
        application.getProtectedClassMatcher().add("org.slf4j.");
        return application;
    }

    /** Hawtio plugins in jars: their {@code META-INF/resources} and listeners become part of the web application. */
    private static void addPlugins(WebAppContext application, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> jars = Files.list(folder)) {
                ResourceFactory resources = ResourceFactory.of(application);
                application.setExtraClasspath(
                        jars.sorted().map(resources::newResource).toList());
            }
        }
    }
}
