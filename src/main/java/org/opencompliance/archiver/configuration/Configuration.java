package org.opencompliance.archiver.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The properties of the program. Sources in ascending precedence: built-in defaults, a file, folders with one file per value, the
 * environment. Each read method rejects an invalid value with a message that states the valid form.
 */
public final class Configuration {

    private static final String DEFAULTS = "/application.properties";
    private static final String FOLDERS = "archiver.settings-directories";
    private static final List<String> PREFIXES = List.of("archiver.", "telemessage.", "microsoft.", "azure.");
    static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(B|KB|MB|GB)?");
    static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private final Properties values;
    private final List<String> advice;
    private final Connectors connectors;

    private Configuration(Properties values, List<String> advice, Connectors connectors) {
        this.values = values;
        this.advice = advice;
        this.connectors = connectors;
    }

    /**
     * @param file the user's properties, or null for none
     * @param environment the variables of the process
     * @throws ConfigurationException when the file cannot be read or contains an unknown property
     */
    public static Configuration load(Path file, Map<String, String> environment) {
        Properties defaults = defaults();
        Properties merged = new Properties();
        merged.putAll(defaults);
        if (file != null) {
            Properties own = read(file);
            refuseUnknown(own, defaults, file);
            merged.putAll(own);
        }
        String folders = environment.getOrDefault(variable(FOLDERS), merged.getProperty(FOLDERS));
        for (Path folder : MountedValues.folders(folders)) {
            Properties mounted = MountedValues.read(folder);
            refuseUnknown(mounted, defaults, folder);
            merged.putAll(mounted);
        }
        for (String name : defaults.stringPropertyNames()) {
            String value = environment.get(variable(name));
            if (value != null) {
                merged.setProperty(name, value);
            }
        }
        Connectors connectors = Connectors.take(merged, defaults, name -> environment.get(variable(name)));
        return of(merged, name -> environment.containsKey(variable(name)), connectors);
    }

    /** @param isSet whether another source sets a property */
    private static Configuration of(Properties merged, Predicate<String> isSet, Connectors connectors) {
        List<String> advice =
                new ArrayList<>(RemovedProperties.advice(name -> merged.remove(name) != null || isSet.test(name)));
        advice.addAll(connectors.advice());
        return new Configuration(merged, List.copyOf(advice), connectors);
    }

    /**
     * The properties of another program, with the built-in defaults of those that it does not set.
     *
     * @param values the value of a property by its name, empty when it is not set
     */
    public static Configuration of(Function<String, Optional<String>> values) {
        Properties merged = defaults();
        merged.stringPropertyNames()
                .forEach(name -> values.apply(name).ifPresent(value -> merged.setProperty(name, value)));
        return of(merged, name -> values.apply(name).isPresent(), Connectors.NONE);
    }

    /** The connectors of {@code archiver.connectors}, in their order; empty when the process has only one. */
    public List<String> connectors() {
        return connectors.names();
    }

    /**
     * The configuration of one of several connectors: the common values, with those of the connector over them. The connector that
     * {@code archiver.connector} names has the common values as they are, so an archive that got company goes on unchanged; each
     * other one has the values of its network over them.
     *
     * @throws ConfigurationException when the connector is unknown, or its values have a name that does not exist
     */
    public Configuration connector(String name) {
        Properties own = properties();
        connectors.overlay(name, text(Connectors.FIRST), own);
        return new Configuration(own, advice, connectors);
    }

    /** The folders of a comma-separated list, in reading order. */
    public static List<Path> folders(String list) {
        return MountedValues.folders(list);
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** The form of each property of the program, by its name. */
    public static SortedMap<String, ValueForm> forms() {
        SortedMap<String, ValueForm> forms = new TreeMap<>();
        Properties defaults = defaults();
        defaults.stringPropertyNames().stream()
                .filter(Configuration::isOwn)
                .forEach(name -> forms.put(name, ValueForm.of(defaults.getProperty(name))));
        return forms;
    }

    static boolean isOwn(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** A copy with one changed value. */
    public Configuration with(String name, String value) {
        Properties changed = properties();
        changed.setProperty(name, value);
        return new Configuration(changed, advice, connectors);
    }

    /** What to do about properties of earlier versions that are still set and have no effect; empty when there are none. */
    public List<String> advice() {
        return advice;
    }

    /** All values, for Camel's property placeholders. */
    public Properties properties() {
        Properties copy = new Properties();
        copy.putAll(values);
        return copy;
    }

    /** A value; empty when it is not set. */
    public String text(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("application.properties does not declare " + name);
        }
        return value.strip();
    }

    /** A required value. */
    public String required(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            throw new ConfigurationException(
                    connectors.names().isEmpty()
                            ? "Set " + name + " (in application.properties, or as the environment variable "
                                    + variable(name) + ")"
                            : Connectors.advice(text(Connectors.FIRST), name));
        }
        return value;
    }

    public Duration duration(String name) {
        return parseDuration(text(name)).orElseThrow(() -> unusable(name, "a duration such as 500ms, 30s, 5m or 24h"));
    }

    /** Parses a duration such as 500ms, 30s, 5m or 24h; empty for other text. */
    public static Optional<Duration> parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    /** A size in bytes. */
    public long size(String name) {
        Matcher matcher = SIZE.matcher(text(name).toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw unusable(name, "a size such as 500KB or 10MB");
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        return amount << 10 * List.of("B", "KB", "MB", "GB").indexOf(unit);
    }

    public int number(String name, int least) {
        try {
            int value = Integer.parseInt(text(name));
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw unusable(name, "a whole number of at least " + least);
        }
        throw unusable(name, "a whole number of at least " + least);
    }

    public boolean flag(String name) {
        return choice(name, Set.of("true", "false")).equals("true");
    }

    public String choice(String name, Set<String> allowed) {
        String value = text(name);
        if (!allowed.contains(value)) {
            throw unusable(name, "one of " + String.join(", ", new TreeSet<>(allowed)));
        }
        return value;
    }

    /** A time; null when it is not set. */
    public Instant time(String name) {
        String value = text(name);
        try {
            return value.isEmpty() ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw unusable(name, "a time in UTC such as 2026-11-01T00:00:00Z");
        }
    }

    /** An address with TLS; without TLS only for loopback. */
    public URI serviceAddress(String name) {
        try {
            URI address = URI.create(required(name));
            boolean loopback = Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(address.getHost()));
            if ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && loopback) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw unusable(name, "an address that begins with https://");
        }
        throw unusable(name, "an address that begins with https:// (http:// only for a loopback address)");
    }

    private ConfigurationException unusable(String name, String wanted) {
        return new ConfigurationException(name + " must be " + wanted);
    }

    private static void refuseUnknown(Properties own, Properties known, Path file) {
        List<String> unknown = new ArrayList<>();
        for (String name : new TreeSet<>(own.stringPropertyNames())) {
            if (isOwn(name) && !known.containsKey(name) && !RemovedProperties.contains(name)) {
                unknown.add(name + " ("
                        + ClosestName.similar(name, known.stringPropertyNames())
                                .map(close -> "did you mean " + close + "?")
                                .orElse("a property of your own needs another prefix")
                        + ")");
            }
        }
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(
                    "There is no property " + String.join(", no ", unknown) + ": correct it in " + file);
        }
    }

    private static Properties defaults() {
        Properties defaults = new Properties();
        try (InputStream in = Configuration.class.getResourceAsStream(DEFAULTS)) {
            defaults.load(in);
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(Path file) {
        Properties own = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            own.load(reader);
            return own;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("The configuration file " + file + " cannot be read");
        }
    }
}
