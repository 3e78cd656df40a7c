package org.opencompliance.archiver.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.jolokia.jvmagent.security.UserPasswordHttpAuthenticator;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.Configuration;

/**
 * Protects the Jolokia agent, as its {@code authClass}. Requires the login if the agent's settings have one. Rejects requests over
 * {@value #LARGEST} bytes, or over {@value #LARGEST_OF_USERS} bytes after the login, because the agent reads a request of any size
 * into memory, and lists of too many requests, whose answers it collects in memory. Rejects notifications, which no policy file
 * covers. After the login, the MBeans get the user as the subject.
 */
public final class AgentGuard extends Authenticator {

    /** The largest request in bytes; a console that asks for hundreds of attributes at once sends less than a tenth of it. */
    static final int LARGEST = 256 << 10;

    /** The largest request of a user in bytes: a mapping file of 2 MB as JSON. The agent has four threads, so four at a time. */
    static final int LARGEST_OF_USERS = (2 << 20) + (256 << 10);

    /** The name of the console's user, percent-encoded. Only after the login, with which a console could do everything anyway. */
    static final String USER_HEADER = "X-Archiver-User";

    /** Jolokia calls the MBeans as the subject in this attribute. */
    private static final String SUBJECT = "org.jolokia.jaasSubject";

    private static final int TOO_LARGE = 413;
    private static final int FORBIDDEN = 403;
    private static final int UNREADABLE = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Authenticator login;
    private final AgentUser user = new AgentUser();
    private final Subject subject = new Subject(true, Set.of(user), Set.of(), Set.of());

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
        try {
            return check(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result check(HttpExchange exchange) throws IOException {
        user.forget();
        Result known = login == null ? anybody(exchange) : login.authenticate(exchange);
        if (!(known instanceof Success success)) {
            return known;
        }
        if (login != null) {
            user.is(
                    success.getPrincipal().getUsername(),
                    exchange.getRequestHeaders().getFirst(USER_HEADER));
            // one for all requests: the attributes of an exchange are those of the whole server
            exchange.setAttribute(SUBJECT, subject);
        }
        return limited(exchange, known);
    }

    /** The agent gets the request as this class understood it: the agent's own parser accepts texts that are not JSON. */
    private Result limited(HttpExchange exchange, Result known) throws IOException {
        int largest = login == null ? LARGEST : LARGEST_OF_USERS;
        try {
            byte[] asked = exchange.getRequestBody().readNBytes(largest + 1);
            if (asked.length > largest) {
                return refuse(
                        exchange, TOO_LARGE, "The request is over " + largest + " bytes: send less, or use a command");
            }
            AgentRequest request = AgentRequest.of(asked);
            if (request.isNotification()) {
                return new Failure(FORBIDDEN);
            }
            if (request.isTooMuch()) {
                return refuse(exchange, TOO_LARGE, AgentRequest.LIMIT);
            }
            exchange.setStreams(new ByteArrayInputStream(request.bytes()), null);
            return known;
        } catch (JsonProcessingException e) {
            return refuse(exchange, UNREADABLE, "The request is not JSON in UTF-8");
        }
    }

    private static Result anybody(HttpExchange exchange) {
        return new Success(
                new HttpPrincipal("anybody", exchange.getHttpContext().getPath()));
    }

    /** Answers as the agent answers errors. Also closes the connection, so that further data is not read. */
    private static Result refuse(HttpExchange exchange, int status, String why) throws IOException {
        byte[] text = JSON.writeValueAsBytes(Map.of("status", status, "error", why));
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
        return new Failure(status);
    }
}
