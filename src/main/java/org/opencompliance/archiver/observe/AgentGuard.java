package org.opencompliance.archiver.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jolokia.jvmagent.security.UserPasswordHttpAuthenticator;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.Configuration;

/**
 * Protects the Jolokia agent, as its {@code authClass}. Requires the login if the agent's settings have one. Rejects requests over
 * {@value #LARGEST} bytes, because the agent reads a request of any size into memory. Rejects notifications, which no policy file
 * covers.
 */
public final class AgentGuard extends Authenticator {

    /** The largest request in bytes; a console that asks for hundreds of attributes at once sends less than a tenth of it. */
    static final int LARGEST = 256 << 10;

    private static final int TOO_LARGE = 413;
    private static final int FORBIDDEN = 403;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Authenticator login;

    /**
     * Called by the agent.
     *
     * @throws IllegalArgumentException when the settings require an unsupported login method; the agent does not start
     */
    public AgentGuard(Configuration settings) {
        String mode = settings.getConfig(ConfigKey.AUTH_MODE);
        if (mode != null && !mode.equalsIgnoreCase("basic")) {
            throw new IllegalArgumentException("Set user and password, authMode=" + mode + " is not supported");
        }
        String user = settings.getConfig(ConfigKey.USER);
        String password = settings.getConfig(ConfigKey.PASSWORD);
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("Set both user and password, or none of them");
        }
        login = user == null
                ? null
                : new UserPasswordHttpAuthenticator(settings.getConfig(ConfigKey.REALM), user, password);
    }

    @Override
    public Result authenticate(HttpExchange exchange) {
        Result known = login == null ? anybody(exchange) : login.authenticate(exchange);
        if (!(known instanceof Success)) {
            return known;
        }
        try {
            byte[] asked = exchange.getRequestBody().readNBytes(LARGEST + 1);
            if (asked.length > LARGEST) {
                return refuse(exchange, TOO_LARGE);
            }
            exchange.setStreams(new ByteArrayInputStream(asked), null);
            return isNotification(asked) ? new Failure(FORBIDDEN) : known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result anybody(HttpExchange exchange) {
        return new Success(
                new HttpPrincipal("anybody", exchange.getHttpContext().getPath()));
    }

    /** Also closes the connection, so that further data is not read. */
    private static Result refuse(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        return new Failure(status);
    }

    /** False for invalid JSON, which the agent rejects itself. */
    private static boolean isNotification(byte[] asked) throws IOException {
        try {
            JsonNode request = JSON.readTree(asked);
            return request != null && (isNotification(request) || anyOf(request));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean anyOf(JsonNode requests) {
        for (JsonNode request : requests) {
            if (isNotification(request)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNotification(JsonNode request) {
        return request.path("type").asText().strip().equalsIgnoreCase("notification");
    }
}
