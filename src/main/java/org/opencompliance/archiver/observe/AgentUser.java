package org.opencompliance.archiver.observe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;

/**
 * The user of the agent's current request. One object for all requests; its name is that of the request which the calling thread
 * handles, because the server authenticates and handles a request in one thread.
 */
final class AgentUser implements Principal {

    /** Most characters of the user of a console: the ledger cuts a name after 100, and the login at its end must stay. */
    private static final int LONGEST = 60;

    private final ThreadLocal<String> name = new ThreadLocal<>();

    /** Called before each request, so that none has the user of the request before. */
    void forget() {
        name.remove();
    }

    /**
     * Sets the user of the request.
     *
     * @param login the agent's login
     * @param shown the user of the console that uses the login, percent-encoded; null when it names none
     */
    void is(String login, String shown) {
        String user = decoded(shown);
        name.set(user.isBlank() || user.equals(login) ? login : user + " via " + login);
    }

    private static String decoded(String text) {
        try {
            String user = text == null ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
            return user.substring(0, Math.min(user.length(), LONGEST)).strip();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Empty without a login. */
    @Override
    public String getName() {
        String user = name.get();
        return user == null ? "" : user;
    }
}
