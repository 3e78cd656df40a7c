package org.opencompliance.archiver.story.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opencompliance.archiver.storage.ObjectStore;

/** The kept texts of the settings by their versions: one {@code name=value} a line, without logins. */
public final class SettingsTexts {

    private final ObjectStore store;
    private final String connector;
    private final Map<String, Optional<Map<String, String>>> read = new TreeMap<>();

    public SettingsTexts(ObjectStore store, String connector) {
        this.store = store;
        this.connector = connector;
    }

    /** The name of the object with a text. */
    public static String name(String connector, String version) {
        return "state/" + connector + "/settings/" + version + ".properties";
    }

    /**
     * The settings that differ, as {@code name from old to new}.
     *
     * @return empty if a text is not kept
     */
    Optional<List<String>> changes(String before, String after) throws IOException {
        Optional<Map<String, String>> old = settings(before);
        Optional<Map<String, String>> now = settings(after);
        if (old.isEmpty() || now.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> names = new TreeSet<>(old.get().keySet());
        names.addAll(now.get().keySet());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            String from = value(old.get(), name);
            String to = value(now.get(), name);
            if (!from.equals(to)) {
                changes.add(name + " from " + from + " to " + to);
            }
        }
        return Optional.of(changes);
    }

    private static String value(Map<String, String> settings, String name) {
        String value = settings.getOrDefault(name, "");
        return value.isEmpty() ? "(empty)" : value;
    }

    private Optional<Map<String, String>> settings(String version) throws IOException {
        Optional<Map<String, String>> known = read.get(version);
        if (known == null) {
            known = store.read(name(connector, version)).map(text -> parsed(text.content()));
            read.put(version, known);
        }
        return known;
    }

    private static Map<String, String> parsed(byte[] text) {
        Map<String, String> settings = new TreeMap<>();
        new String(text, StandardCharsets.UTF_8).lines().forEach(line -> {
            int end = line.indexOf('=');
            if (end > 0) {
                settings.put(line.substring(0, end), line.substring(end + 1));
            }
        });
        return settings;
    }
}
