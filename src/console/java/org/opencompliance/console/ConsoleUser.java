package org.opencompliance.console;

import java.security.Principal;

/** The name of the logged-in user. */
record ConsoleUser(String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
