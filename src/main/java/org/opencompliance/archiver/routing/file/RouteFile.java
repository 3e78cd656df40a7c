package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.routing.file.Finding.Level;

/**
 * A route file as parsed data.
 *
 * @param name its path in the folder, without {@link #SUFFIX}
 * @param root its content; missing if the file cannot be read
 * @param broken why it cannot be read
 */
public record RouteFile(String name, String text, YamlValue root, Optional<Finding> broken) {

    /** The end of the name of every file that the program loads. */
    public static final String SUFFIX = ".camel.yaml";

    private static final YamlValue NOTHING = YamlValue.list(1, List.of());

    public static RouteFile parse(String name, String text) {
        try {
            YamlValue root = YamlReader.read(text);
            if (root.isList()) {
                return new RouteFile(name, text, root, Optional.empty());
            }
            return broken(
                    name, text, root.line(), "The file holds no list of routes", "Begin each route with '- route:'");
        } catch (YamlReader.BrokenYamlException e) {
            return broken(name, text, e.line(), e.getMessage(), "Correct it, or remove the file");
        }
    }

    private static RouteFile broken(String name, String text, int line, String problem, String correction) {
        Finding finding = new Finding(Level.ERROR, name + SUFFIX, line, problem, correction);
        return new RouteFile(name, text, NOTHING, Optional.of(finding));
    }

    public List<RoutePart> routes() {
        return parts().stream().filter(RoutePart::isRoute).toList();
    }

    public List<RoutePart> configurations() {
        return parts().stream().filter(part -> !part.isRoute()).toList();
    }

    /** Routes and route configurations, the parts with steps. */
    public List<RoutePart> parts() {
        List<RoutePart> parts = new ArrayList<>();
        for (YamlValue item : root.elements()) {
            for (String kind : List.of(RoutePart.ROUTE, RoutePart.CONFIGURATION)) {
                if (item.has(kind)) {
                    parts.add(new RoutePart(this, kind, item.at(kind), item.lineOf(kind)));
                }
            }
            if (item.has("from")) {
                // the short form of a route
                parts.add(new RoutePart(this, RoutePart.ROUTE, item, item.line()));
            }
        }
        return parts;
    }

    /** Whether it declares beans, which Camel makes before it loads a route. */
    public boolean hasBeans() {
        return root.elements().stream().anyMatch(item -> item.has("beans"));
    }

    public Finding error(int line, String problem, String correction) {
        return new Finding(Level.ERROR, toString(), line, problem, correction);
    }

    public Finding advice(int line, String problem, String correction) {
        return new Finding(Level.ADVICE, toString(), line, problem, correction);
    }

    @Override
    public String toString() {
        return name + SUFFIX;
    }
}
