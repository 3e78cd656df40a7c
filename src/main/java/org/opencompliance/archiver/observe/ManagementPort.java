package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.opencompliance.archiver.Configuration;
import org.opencompliance.archiver.ConfigurationException;

/**
 * The one port that health and metrics are served on, and nothing else. On loopback unless set otherwise: whoever reaches it may
 * read, nobody can change anything there.
 */
public final class ManagementPort {

    private static final String PORT = "archiver.management-port";
    private static final int LARGEST_PORT = 65_535;

    private final String host;
    private final int port;

    private ManagementPort(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * The port that the configuration asks for, or nothing.
     *
     * @throws ConfigurationException when it cannot be used
     */
    public static Optional<ManagementPort> of(Configuration configuration) {
        if (configuration.text(PORT).isEmpty()) {
            return Optional.empty();
        }
        int port = configuration.number(PORT, 0);
        if (port > LARGEST_PORT) {
            throw new ConfigurationException(PORT + " must be at most " + LARGEST_PORT);
        }
        return Optional.of(new ManagementPort(configuration.required("archiver.management-host"), port));
    }

    /**
     * Whether it can be served at all; Camel goes on without a word when it cannot.
     *
     * @throws ConfigurationException when somebody else has the port, or the host is not this machine
     */
    public void requireFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ConfigurationException("Nothing can be served on port " + port + " of " + host
                    + ": free it, or set " + PORT + " to another (0 = any, empty = none)");
        }
    }

    /** What tells Camel to serve it; whatever else Camel could serve there stays off. */
    public Map<String, String> properties() {
        return Map.of(
                "camel.management.enabled", "true",
                "camel.management.host", host,
                "camel.management.port", String.valueOf(port),
                "camel.management.healthCheckEnabled", "true",
                "camel.management.healthPath", "/observe/health",
                "camel.management.metricsEnabled", "true",
                "camel.metrics.enabled", "true",
                "camel.metrics.path", "/observe/metrics");
    }

    /** Where it is served. */
    public String address(CamelContext context) {
        int actual = context.hasService(VertxPlatformHttpServer.class).getPort();
        return "http://" + host + ":" + actual + "/observe";
    }
}
