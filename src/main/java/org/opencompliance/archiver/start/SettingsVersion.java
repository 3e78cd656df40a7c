package org.opencompliance.archiver.start;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.item.Sha256;

/** The version of the settings for the ledger: their SHA-256, without the logins. Equal settings have equal versions. */
final class SettingsVersion {

    private static final List<String> OURS =
            List.of("archiver.", "azure.", "kubernetes.", "microsoft.", "telemessage.");

    /** A hash that covers a short secret would allow guessing it. */
    private static final List<String> SECRET =
            List.of("password", "secret", "token", "sas", "connection-string", "username", "notice-url");

    private SettingsVersion() {}

    static String of(Configuration configuration) {
        Properties values = configuration.properties();
        StringBuilder text = new StringBuilder();
        for (String name : new TreeSet<>(values.stringPropertyNames())) {
            if (OURS.stream().anyMatch(name::startsWith) && SECRET.stream().noneMatch(name::endsWith)) {
                text.append(name).append('=').append(values.getProperty(name)).append('\n');
            }
        }
        return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
