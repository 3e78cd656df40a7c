package org.opencompliance.sandbox.console;

import java.security.Principal;

/** Who is logged in. */
record ConsoleUser(String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
