package org.opencompliance.console;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Hawtio's web application in a web server. It shows the MBeans of one archiver, by the archiver's agent, to the user with the
 * password, within the limits of the agent's policy.
 */
public final class Console implements AutoCloseable {

    private static final String PATH = "/hawtio";
    /** Hawtio asks for no login below this path. */
    private static final String OWN_FILES = "/static/pages";

    /** The web application reads settings from system properties only. */
    private static final Map<String, String> HAWTIO = Map.of(
            "hawtio.authenticationEnabled",
            "true",
            "hawtio.roles",
            ConsoleRole.OPERATOR.getName(),
            "hawtio.rolePrincipalClasses",
            ConsoleRole.class.getName(),
            // it would forward requests to any port of this machine
            "hawtio.disableProxy",
            "true",
            "hawtio.http.referrerPolicy",
            "no-referrer");

    /** Replaces the classes of two servlets of Hawtio; their paths, and with them the login, stay. */
    private static final String DESCRIPTOR =
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
              <servlet>
                <servlet-name>jolokia-agent</servlet-name>
                <servlet-class>%s</servlet-class>
              </servlet>
              <servlet>
                <servlet-name>logout</servlet-name>
                <servlet-class>%s</servlet-class>
              </servlet>
            </web-app>
            """
                    .formatted(AgentProxy.class.getName(), ConsoleLogout.class.getName());

    private final Server server;
    private final URI url;

    private Console(Server server, URI url) {
        this.server = server;
        this.url = url;
    }

    /**
     * Returns when the console is ready; it runs until it is closed or the JVM ends.
     *
     * @param folder a folder of this console alone, which no other account may read: the web application is unpacked there
     * @throws IllegalArgumentException with what to do, when the port is in use
     */
    public static Console start(Agent agent, ConsoleSettings settings, ConsoleFiles files, Path folder)
            throws Exception {
        Server server = new Server(threads());
        ServerConnector connector = connector(server, settings);
        server.addConnector(connector);
        open(connector, settings);
        WebAppContext application = application(files, folder);
        application.setAttribute(AgentProxy.AGENT, agent);
        application.setVirtualHosts(settings.names());
        protectSession(application, settings, connector.getLocalPort());
        server.setHandler(guarded(application));
        ErrorHandler errors = new ErrorHandler();
        errors.setShowStacks(false);
        server.setErrorHandler(errors);
        String realm = "console-" + UUID.randomUUID();
        ConsoleLogin.add(realm, agent);
        HAWTIO.forEach(System::setProperty);
        System.setProperty("hawtio.realm", realm);
        new HawtioModule(PATH + OWN_FILES).announce();
        server.start();
        return new Console(server, url(settings, connector.getLocalPort()));
    }

    /** The address for browsers. */
    public URI url() {
        return url;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static Handler guarded(WebAppContext application) {
        RequestLimit limit = new RequestLimit(PATH + "/jolokia");
        limit.setHandler(new SameOrigin(application));
        return limit;
    }

    private static URI url(ConsoleSettings settings, int port) {
        String scheme = settings.keyStore().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + settings.firstName() + ":" + port + PATH);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("console");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector connector(Server server, ConsoleSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // the names are compared by the web application, with or without a certificate
        http.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = settings.keyStore()
                .map(keyStore -> new ServerConnector(server, tls(keyStore), plain))
                .orElseGet(() -> new ServerConnector(server, plain));
        connector.setHost(settings.address().getHostAddress());
        connector.setPort(settings.port());
        return connector;
    }

    /** TLS 1.2 and 1.3, without the weak ciphers, as Jetty sets it. */
    private static SslContextFactory.Server tls(ConsoleSettings.KeyStoreFile keyStore) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore.file().toString());
        tls.setKeyStorePassword(keyStore.password());
        return tls;
    }

    private static void open(ServerConnector connector, ConsoleSettings settings) throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new IllegalArgumentException(
                        "The console cannot listen on port " + settings.port() + " of "
                                + settings.address().getHostAddress() + ": set another console.port",
                        e);
            }
            throw e;
        }
    }

    private static WebAppContext application(ConsoleFiles files, Path folder) throws IOException {
        WebAppContext application = new WebAppContext(files.war().toString(), PATH);
        application.setTempDirectory(
                Files.createDirectories(folder.resolve("hawtio")).toFile());
        application.setThrowUnavailableOnStartupException(true);
        Path descriptor = Files.writeString(folder.resolve("override-web.xml"), DESCRIPTOR);
        application.setOverrideDescriptor(descriptor.toUri().toString());
        ResourceFactory resources = ResourceFactory.of(application);
        application.setExtraClasspath(
                files.plugins().stream().map(resources::newResource).toList());
        serve(files.web(), application);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.setShowStacks(false);
        application.setErrorHandler(errors);
        // the web application has its own Jolokia, which must not find services of another one
        application.getHiddenClassMatcher().add("org.jolokia.", "META-INF.jolokia.");
        // one log, the one of this program
        application.getProtectedClassMatcher().add("org.slf4j.");
        return application;
    }

    /** The files of this console go before those of the web application. */
    private static void serve(Path web, WebAppContext application) {
        ServletHolder own = new ServletHolder("own-files", DefaultServlet.class);
        own.setInitParameter("baseResource", web.toUri().toString());
        own.setInitParameter("dirAllowed", "false");
        own.setInitParameter("pathInfoOnly", "false");
        for (String path : List.of("/hawtconfig.json", OWN_FILES + "/*")) {
            application.addServlet(own, path);
        }
    }

    /** A page of another site must not use the session, and a link must not set it. */
    private static void protectSession(WebAppContext application, ConsoleSettings settings, int port) {
        application.getSessionHandler().setSameSite(HttpCookie.SameSite.STRICT);
        application.getSessionHandler().setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        SessionCookieConfig cookie = application.getSessionHandler().getSessionCookieConfig();
        // browsers send a cookie to every port of a host: two consoles must not end each other's session
        cookie.setName("console-" + port);
        cookie.setHttpOnly(true);
        cookie.setSecure(settings.keyStore().isPresent());
    }
}
