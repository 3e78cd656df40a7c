package org.opencompliance.console;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a console listens, and by which names browsers call it.
 *
 * @param address the address to bind to
 * @param port 0 = a free one
 * @param names the host names and addresses that it answers to; all others get 404, so that no foreign name can be bound to it
 * @param keyStore with the private key and the certificate for TLS; empty = no TLS, on the loopback address only
 */
public record ConsoleSettings(InetAddress address, int port, List<String> names, Optional<KeyStoreFile> keyStore) {

    /** The port of a console without a setting for it, beside that of the agent. */
    static final int PORT = 8779;

    private static final String HOST_KEY = "console.host";
    private static final String PORT_KEY = "console.port";
    private static final String NAMES_KEY = "console.names";
    private static final String KEY_STORE_KEY = "console.key-store";
    private static final String KEY_STORE_PASSWORD_KEY = "console.key-store-password";
    private static final List<String> KEYS =
            List.of(HOST_KEY, PORT_KEY, NAMES_KEY, KEY_STORE_KEY, KEY_STORE_PASSWORD_KEY);

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LAST_PORT = 65_535;

    /** A PKCS #12 or JKS file. */
    public record KeyStoreFile(Path file, String password) {

        /** Omits the password. */
        @Override
        public String toString() {
            return "key store " + file;
        }
    }

    /** A console on the loopback address, without TLS. */
    public static ConsoleSettings onLoopback(int port) {
        Properties values = new Properties();
        values.setProperty(PORT_KEY, String.valueOf(port));
        try {
            return of(values);
        } catch (IOException e) {
            throw new IllegalStateException("The loopback address has no name to look up", e);
        }
    }

    /** @throws IllegalArgumentException with what to do, when other accounts may read the file or a setting is invalid */
    static ConsoleSettings read(Path file) throws IOException {
        return of(PrivateFile.read(file));
    }

    /** @throws IllegalArgumentException with what to do, when a setting is invalid */
    static ConsoleSettings of(Properties values) throws IOException {
        requireKnown(values);
        String host = value(values, HOST_KEY, LOOPBACK);
        InetAddress address = InetAddress.getByName(host);
        Optional<KeyStoreFile> keyStore = keyStore(values);
        if (!address.isLoopbackAddress() && keyStore.isEmpty()) {
            throw new IllegalArgumentException(
                    HOST_KEY + "=" + host + " is not the loopback address, so the login needs TLS: set " + KEY_STORE_KEY
                            + " and " + KEY_STORE_PASSWORD_KEY + ", or remove " + HOST_KEY);
        }
        return new ConsoleSettings(address, port(values), names(values, host, address), keyStore);
    }

    private static void requireKnown(Properties values) {
        values.stringPropertyNames().stream()
                .filter(name -> !KEYS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "Unknown setting " + name + ": the console has " + String.join(", ", KEYS));
                });
    }

    private static int port(Properties values) {
        String port = value(values, PORT_KEY, String.valueOf(PORT));
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
            throw new IllegalArgumentException(
                    PORT_KEY + "=" + port + " is not a port: set 1 to 65535, or 0 for a free one");
        }
        return Integer.parseInt(port);
    }

    private static List<String> names(Properties values, String host, InetAddress address) {
        String given = value(values, NAMES_KEY, "");
        if (given.isEmpty() && address.isAnyLocalAddress()) {
            throw new IllegalArgumentException(HOST_KEY + "=" + host + " is every address of this machine: set "
                    + NAMES_KEY + " to the host names that browsers use, separated by commas");
        }
        Set<String> names = new LinkedHashSet<>();
        Stream.of(given.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        if (!address.isAnyLocalAddress()) {
            names.add(host);
        }
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            names.addAll(List.of(LOOPBACK, "localhost"));
        }
        return List.copyOf(names);
    }

    private static Optional<KeyStoreFile> keyStore(Properties values) throws IOException {
        String file = value(values, KEY_STORE_KEY, "");
        String password = value(values, KEY_STORE_PASSWORD_KEY, "");
        if (file.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException(
                    "Set both " + KEY_STORE_KEY + " and " + KEY_STORE_PASSWORD_KEY + ", or none of them");
        }
        if (file.isEmpty()) {
            return Optional.empty();
        }
        PrivateFile.require(Path.of(file));
        return Optional.of(new KeyStoreFile(Path.of(file), password));
    }

    private static String value(Properties values, String key, String otherwise) {
        String value = values.getProperty(key, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    /** The name for the address that the console prints. */
    String firstName() {
        return names.get(0);
    }
}
