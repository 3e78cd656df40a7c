package org.opencompliance.sandbox.console;

import java.security.Principal;

/** What who is logged in may do: Hawtio looks for principals of this class by its name. */
public record ConsoleRole(String name) implements Principal {

    static final ConsoleRole OPERATOR = new ConsoleRole("operator");

    @Override
    public String getName() {
        return name;
    }
}
