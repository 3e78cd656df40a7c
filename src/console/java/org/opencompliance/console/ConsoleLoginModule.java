package org.opencompliance.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;

/**
 * Authenticates the only user. JAAS creates an instance by class name for each login, so the class is public, and user and
 * password are options.
 */
public final class ConsoleLoginModule implements LoginModule {

    static final String USER = "user";
    static final String PASSWORD = "password";

    private Subject subject;
    private CallbackHandler login;
    private String user;
    private String password;

    @Override
    public void initialize(Subject subject, CallbackHandler login, Map<String, ?> state, Map<String, ?> options) {
        this.subject = subject;
        this.login = login;
        this.user = (String) options.get(USER);
        this.password = (String) options.get(PASSWORD);
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("user");
        PasswordCallback given = new PasswordCallback("password", false);
        try {
            login.handle(new Callback[] {name, given});
        } catch (IOException | UnsupportedCallbackException e) {
            throw new FailedLoginException("The callback handler does not provide a user name and password");
        }
        if (!user.equals(name.getName()) || !isPassword(given.getPassword())) {
            throw new FailedLoginException("Wrong user name or password");
        }
        return true;
    }

    /** Compares in constant time. */
    private boolean isPassword(char[] given) {
        return given != null
                && MessageDigest.isEqual(
                        new String(given).getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean commit() {
        subject.getPrincipals().addAll(Set.of(new ConsoleUser(user), ConsoleRole.OPERATOR));
        return true;
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(Set.of(new ConsoleUser(user), ConsoleRole.OPERATOR));
        return true;
    }
}
