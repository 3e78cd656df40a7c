package org.opencompliance.archiver.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The connectors that one process runs, with the values that each has of its own: {@code connector.<name>.<property>}.
 *
 * @param names in the order of {@code archiver.connectors}
 * @param values the own values by connector, and by the name of the property
 */
record Connectors(List<String> names, Map<String, SortedMap<String, String>> values, Collection<String> known) {

    static final Connectors NONE = new Connectors(List.of(), Map.of(), Set.of());

    /** The property that names the connector of a configuration. */
    static final String FIRST = "archiver.connector";

    private static final String LIST = "archiver.connectors";
    private static final String PREFIX = "connector.";
    /** Part of folders, of names of objects and of queues, and of variables. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9](-?[a-z0-9]){0,29}");

    /** Of the process, or given by the name. */
    private static final Set<String> NOT_OWN = Set.of(
            FIRST,
            LIST,
            "archiver.management-host",
            "archiver.management-port",
            "archiver.settings-directories",
            "archiver.log-level");

    /**
     * Takes the own values of connectors out of the values of a process.
     *
     * @param merged loses them
     * @param defaults has each property that exists
     * @param variable a value from the environment by the name of its property; null for none
     * @throws ConfigurationException when a name of the list cannot be used
     */
    static Connectors take(Properties merged, Properties defaults, UnaryOperator<String> variable) {
        List<String> names = names(merged.getProperty(LIST, ""));
        Map<String, SortedMap<String, String>> values = new TreeMap<>();
        for (String key : new TreeSet<>(merged.stringPropertyNames())) {
            int dot = key.indexOf('.', PREFIX.length());
            if (key.startsWith(PREFIX) && dot > 0) {
                String name = key.substring(PREFIX.length(), dot);
                values.computeIfAbsent(name, any -> new TreeMap<>())
                        .put(key.substring(dot + 1), (String) merged.remove(key));
            }
        }
        for (String name : names) {
            SortedMap<String, String> own = values.computeIfAbsent(name, any -> new TreeMap<>());
            for (String property : defaults.stringPropertyNames()) {
                String value = variable.apply(PREFIX + name + "." + property);
                if (value != null) {
                    own.put(property, value);
                }
            }
        }
        return new Connectors(names, values, defaults.stringPropertyNames());
    }

    private static List<String> names(String list) {
        List<String> names = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new ConfigurationException(LIST + " has \"" + name
                        + "\": a connector is named by lower-case letters, digits and single hyphens, 30 at most");
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new ConfigurationException(LIST + " must name each connector once");
        }
        return names;
    }

    /** What distinguishes connectors; a value for all of them would mix their items. */
    private static final Set<String> OF_ONE =
            Set.of("archiver.network", "archiver.folder", "archiver.message-class", "azure.queue");

    /** What to do about a missing value of a connector. */
    static String advice(String connector, String property) {
        return "Set " + PREFIX + connector + "." + property
                + (OF_ONE.contains(property) ? "" : ", or " + property + " for all connectors");
    }

    /** What to do about values that no connector has. */
    List<String> advice() {
        return values.keySet().stream()
                .filter(name -> !names.contains(name))
                .map(name -> PREFIX + name + ".* has no effect: add " + name + " to " + LIST + ", or remove it"
                        + ClosestName.similar(name, names)
                                .map(close -> " (did you mean " + close + "?)")
                                .orElse(""))
                .toList();
    }

    /**
     * Puts the values of a connector over the common ones.
     *
     * @param first the connector that has the common values
     * @throws ConfigurationException when the connector is not in the list, or has values without a property; the message names all
     */
    void overlay(String name, String first, Properties common) {
        if (!names.contains(name)) {
            throw new ConfigurationException("There is no connector " + name + ": "
                    + (names.isEmpty() ? LIST + " is not set" : LIST + " has " + String.join(", ", names)));
        }
        if (!name.equals(first)) {
            common.putAll(ready(name));
        }
        common.setProperty("camel.main.name", name + "-archiver");
        common.setProperty(FIRST, name);
        SortedMap<String, String> own = values.get(name);
        refuseUnknown(name, own);
        own.forEach(common::setProperty);
    }

    private void refuseUnknown(String name, SortedMap<String, String> own) {
        List<String> problems = new ArrayList<>();
        for (String property : own.keySet()) {
            String set = PREFIX + name + "." + property;
            if (NOT_OWN.contains(property)) {
                problems.add(set + " cannot be set: " + property + " is of the whole process");
            } else if (!known.contains(property) && !isOfRoutes(property)) {
                problems.add("There is no property " + property + ": correct " + set
                        + ClosestName.similar(property, known)
                                .map(close -> " (did you mean " + PREFIX + name + "." + close + "?)")
                                .orElse(""));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join("; ", problems));
        }
    }

    /** Whether it may be a property that only routes name, and is no mistake in the name of one of the program. */
    private boolean isOfRoutes(String property) {
        return property.contains(".")
                && !Configuration.isOwn(property)
                && !property.startsWith("camel.")
                && ClosestName.similar(property, known).isEmpty();
    }

    /**
     * The values of a network of TeleMessage: its folder, its message class, the name of its work queue. A connector without such
     * values has to have them of its own.
     */
    private static Properties ready(String name) {
        Properties ready = new Properties();
        try (InputStream in = Connectors.class.getResourceAsStream("/connectors/" + name + ".properties")) {
            if (in == null) {
                ready.setProperty("archiver.network", "");
                ready.setProperty("archiver.folder", "");
                ready.setProperty("archiver.message-class", "");
                ready.setProperty("azure.queue", name + "-archiver-work");
            } else {
                ready.load(in);
            }
            return ready;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
