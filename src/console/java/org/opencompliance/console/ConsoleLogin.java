package org.opencompliance.console;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;

/** The login configuration of a console: one realm with one user. */
final class ConsoleLogin extends Configuration {

    private final String realm;
    private final AppConfigurationEntry[] entries;
    private final Configuration others;

    private ConsoleLogin(String realm, Agent agent, Configuration others) {
        this.realm = realm;
        this.others = others;
        this.entries = new AppConfigurationEntry[] {
            new AppConfigurationEntry(
                    ConsoleLoginModule.class.getName(),
                    LoginModuleControlFlag.REQUIRED,
                    Map.of(ConsoleLoginModule.USER, agent.user(), ConsoleLoginModule.PASSWORD, agent.password()))
        };
    }

    /** Adds a realm for the user of the agent to those of other consoles in this JVM. */
    static void add(String realm, Agent agent) {
        Configuration.setConfiguration(new ConsoleLogin(realm, agent, existing()));
    }

    private static Configuration existing() {
        try {
            return Configuration.getConfiguration() instanceof ConsoleLogin login ? login : null;
        } catch (SecurityException e) {
            // there is none
            return null;
        }
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        if (realm.equals(name)) {
            return entries.clone();
        }
        return others == null ? null : others.getAppConfigurationEntry(name);
    }
}
