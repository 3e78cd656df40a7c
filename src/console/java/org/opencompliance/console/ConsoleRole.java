package org.opencompliance.console;

import java.security.Principal;

/** The role of a logged-in user; Hawtio finds principals by this class name. */
public record ConsoleRole(String name) implements Principal {

    static final ConsoleRole OPERATOR = new ConsoleRole("operator");

    @Override
    public String getName() {
        return name;
    }
}
