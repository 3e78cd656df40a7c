package org.opencompliance.archiver.routing.mail;

import java.util.function.Supplier;

/**
 * How to log in at an IMAP server.
 *
 * @param secret gives the password, or a new token for each login
 * @param byToken whether it is a token, for XOAUTH2
 */
record ImapLogin(String username, Supplier<String> secret, boolean byToken) {

    static ImapLogin byPassword(String username, String password) {
        return new ImapLogin(username, () -> password, false);
    }

    static ImapLogin byToken(String username, Supplier<String> tokens) {
        return new ImapLogin(username, tokens, true);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return byToken ? "login by token" : "login by password";
    }
}
