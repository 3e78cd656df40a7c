package org.opencompliance.archiver.routing.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.opencompliance.archiver.configuration.ClosestName;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** Properties that are none of the program and that no route names, such as a misspelt one of the program. */
public final class UnusedProperties {

    private static final String CAMEL = "camel.";

    private UnusedProperties() {}

    /** What to do about each, by name. */
    public static List<String> advice(Configuration configuration, RouteFolder routes) {
        Properties all = configuration.properties();
        Set<String> known = Configuration.load(null, Map.of()).properties().stringPropertyNames();
        return new TreeSet<>(all.stringPropertyNames())
                .stream()
                        .filter(name -> !known.contains(name) && !name.startsWith(CAMEL))
                        .filter(name -> !isNamed(name, all, routes))
                        .map(name ->
                                name + " has no effect, because no route and no property names it: correct or remove it"
                                        + similar(name, known))
                        .toList();
    }

    private static boolean isNamed(String name, Properties all, RouteFolder routes) {
        return routes.files().stream().anyMatch(file -> file.text().contains(name))
                || all.stringPropertyNames().stream()
                        .anyMatch(other -> all.getProperty(other).contains("{{" + name));
    }

    private static String similar(String name, Collection<String> known) {
        return ClosestName.similar(name, known)
                .map(close -> " (did you mean " + close + "?)")
                .orElse("");
    }
}
