package org.opencompliance.archiver.start;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opencompliance.archiver.collect.drop.DropLimits;
import org.opencompliance.archiver.collect.drop.DropSettings;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;

/** A drop by SFTP as the source, as the properties of the configuration set it: where it is, the login, the host keys, the limits. */
final class SourceSettings {

    private static final String SOURCE = "telemessage.source";
    private static final String SFTP = "sftp";
    private static final String URL = "telemessage.url";
    private static final String KEY_FILE = "telemessage.private-key-file";
    private static final String HOSTS_FILE = "telemessage.known-hosts-file";
    private static final String HOST_KEY = "telemessage.host-key";

    private static final int SFTP_PORT = 22;
    /** A directory of that many bytes fills no disk, whatever its ratio is. */
    private static final long RATIO_FROM = 100L << 20;

    private final Configuration configuration;

    SourceSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Whether the source is a drop. */
    boolean isDrop() {
        return configuration.choice(SOURCE, Set.of("http", SFTP, "mail")).equals(SFTP);
    }

    /** The checks of a drop; each throws a {@link ConfigurationException} that names the property. */
    List<Runnable> checks() {
        return List.of(
                this::url,
                () -> configuration.required("telemessage.username"),
                this::requireLogin,
                this::hostKeys,
                this::requireKey,
                () -> requireBytes("telemessage.drop-max-zip"),
                () -> requireBytes("telemessage.drop-max-content"));
    }

    private void requireBytes(String name) {
        if (configuration.size(name) < 1) {
            throw new ConfigurationException(name + " must be 1B or more");
        }
    }

    private URI url() {
        String text = configuration.required(URL);
        try {
            URI url = URI.create(text);
            boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (SFTP.equals(url.getScheme()) && url.getHost() != null && plain) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw unusableUrl();
        }
        throw unusableUrl();
    }

    private static ConfigurationException unusableUrl() {
        return new ConfigurationException(
                URL + " must be an address such as sftp://drop.example.com:22/outgoing, without a login, because "
                        + SOURCE + " is sftp");
    }

    private void requireLogin() {
        if (configuration.text("telemessage.password").isEmpty()
                && configuration.text(KEY_FILE).isEmpty()) {
            throw new ConfigurationException(
                    "telemessage.password or " + KEY_FILE + " must be set for the login by SFTP");
        }
    }

    private void requireKey() {
        String file = configuration.text(KEY_FILE);
        if (!file.isEmpty()) {
            read(KEY_FILE, file);
        }
    }

    /** The accepted host keys, in the form of a known_hosts file. */
    private byte[] hostKeys() {
        String file = configuration.text(HOSTS_FILE);
        String key = configuration.text(HOST_KEY).strip();
        if (file.isEmpty() && key.isEmpty()) {
            throw new ConfigurationException(
                    HOSTS_FILE + " or " + HOST_KEY + " must be set: the SFTP server is accepted by its host key only");
        }
        StringBuilder keys = new StringBuilder();
        if (!file.isEmpty()) {
            keys.append(new String(read(HOSTS_FILE, file), StandardCharsets.ISO_8859_1))
                    .append('\n');
        }
        if (!key.isEmpty()) {
            keys.append(host()).append(' ').append(publicKey(key)).append('\n');
        }
        return keys.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String publicKey(String key) {
        String[] parts = key.split(" ");
        if (parts.length < 2 || !parts[1].startsWith("AAAA")) {
            throw new ConfigurationException(
                    HOST_KEY + " must be a type and a public key, such as 'ssh-ed25519 AAAA…', without a host name");
        }
        return parts[0] + " " + parts[1];
    }

    private String host() {
        URI url = url();
        int port = url.getPort() < 0 ? SFTP_PORT : url.getPort();
        return port == SFTP_PORT ? url.getHost() : "[" + url.getHost() + "]:" + port;
    }

    private static byte[] read(String name, String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new ConfigurationException(name + " must name a file that the archiver can read");
        }
    }

    /** The options of the endpoint that hold secrets or keys; the URI of the endpoint has only their names. */
    Map<String, Object> endpointOptions() {
        Map<String, Object> options = new LinkedHashMap<>();
        boolean drop = isDrop();
        options.put("sourcePassword", configuration.text("telemessage.password"));
        options.put("sourceKeyPassphrase", configuration.text("telemessage.private-key-passphrase"));
        options.put("sourceHostKeys", drop ? hostKeys() : new byte[0]);
        return options;
    }

    /** @param folder the folder for contents of items */
    DropSettings drop(Path folder) {
        DropLimits limits = new DropLimits(
                configuration.number("telemessage.drop-max-entries", 1),
                configuration.size("telemessage.drop-max-zip"),
                configuration.size("telemessage.drop-max-content"),
                configuration.number("telemessage.drop-max-ratio", 1),
                RATIO_FROM);
        return new DropSettings(
                folder,
                limits,
                configuration.duration("telemessage.drop-still"),
                configuration.duration("telemessage.drop-patience"),
                configuration.number("archiver.page-size", 1));
    }
}
