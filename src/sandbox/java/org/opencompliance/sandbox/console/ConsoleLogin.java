package org.opencompliance.sandbox.console;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;

/** The login configuration of the console: one user. Other realms do not exist here. */
final class ConsoleLogin extends Configuration {

    private final String realm;
    private final AppConfigurationEntry[] entries;

    ConsoleLogin(String realm, String user, String password) {
        this.realm = realm;
        this.entries = new AppConfigurationEntry[] {
            new AppConfigurationEntry(
                    ConsoleLoginModule.class.getName(),
                    LoginModuleControlFlag.REQUIRED,
                    Map.of(ConsoleLoginModule.USER, user, ConsoleLoginModule.PASSWORD, password))
        };
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return realm.equals(name) ? entries.clone() : null;
    }
}
