package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;

/**
 * The only port for health checks and metrics; it serves nothing else. It binds to loopback by default. Each client that can
 * reach it can read, and no client can change anything.
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
     * The port from the configuration; empty when none is set.
     *
     * @throws ConfigurationException when the value is invalid
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
     * Checks that the port can be bound; Camel continues without a message when it cannot.
     *
     * @throws ConfigurationException when another process uses the port, or the host is not a local address
     */
    public void requireFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ConfigurationException("The management server cannot bind port " + port + " of " + host
                    + ": free it, or set " + PORT + " to another (0 = any, empty = none)");
        }
    }

    /** The Camel properties that enable the port; all other management services stay disabled. */
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

    /** The address of the port. */
    public String address(CamelContext context) {
        int actual = context.hasService(VertxPlatformHttpServer.class).getPort();
        return "http://" + host + ":" + actual + "/observe";
    }
}
