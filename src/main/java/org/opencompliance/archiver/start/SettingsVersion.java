package org.opencompliance.archiver.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.trail.SettingsTexts;

/**
 * The version of the settings for the ledger: the SHA-256 of their text, without the logins. Equal settings have equal versions.
 * The text is kept in the storage area, so that an auditor can read a version later.
 */
final class SettingsVersion {

    private static final List<String> OURS = List.of("archiver.", "azure.", "microsoft.", "telemessage.");

    /** A hash that covers a short secret would allow guessing it. */
    private static final List<String> SECRET =
            List.of("password", "passphrase", "secret", "token", "sas", "connection-string", "username", "notice-url");

    private SettingsVersion() {}

    static String of(Configuration configuration) {
        return Sha256.hex(text(configuration));
    }

    /** Stores the text of the settings under their version, if the area does not have it; returns the version. */
    static String keep(ObjectStore store, Configuration configuration) throws IOException {
        byte[] text = text(configuration);
        String version = Sha256.hex(text);
        String connector = configuration.required("archiver.connector");
        store.create(SettingsTexts.name(connector, version), ObjectContent.of(text));
        return version;
    }

    private static byte[] text(Configuration configuration) {
        Properties values = configuration.properties();
        StringBuilder text = new StringBuilder();
        for (String name : new TreeSet<>(values.stringPropertyNames())) {
            if (OURS.stream().anyMatch(name::startsWith) && SECRET.stream().noneMatch(name::endsWith)) {
                String value = values.getProperty(name);
                text.append(name).append('=').append(mayHoldToken(name, value) ? hash(value) : value);
                text.append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Some addresses authorize their holder, such as those of web hooks; an endpoint can have a login in its options. */
    private static boolean mayHoldToken(String name, String value) {
        boolean endpoint = name.equals("archiver.copy-to") && !value.startsWith("file:");
        boolean address = value.contains("://") || endpoint;
        return name.contains("hook") || address && (value.indexOf('@') >= 0 || value.indexOf('?') >= 0);
    }

    private static String hash(String value) {
        return "sha256:" + Sha256.hex(value.getBytes(StandardCharsets.UTF_8));
    }
}
