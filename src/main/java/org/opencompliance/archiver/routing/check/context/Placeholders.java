package org.opencompliance.archiver.routing.check.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/** The settings that routes use. */
public final class Placeholders {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final RouteContext context;
    private final Collection<String> declared;

    /** @param declared the names of all settings */
    public Placeholders(RouteContext context, Collection<String> declared) {
        this.context = context;
        this.declared = declared;
    }

    public List<Finding> undeclared(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (YamlValue item : file.root().elements()) {
            if (!item.has("routeTemplate")) {
                for (Field field : item.all(RoutePart.PROSE)) {
                    undeclared(file, field, findings);
                }
            }
        }
        return findings;
    }

    private void undeclared(RouteFile file, Field field, List<Finding> findings) {
        String text = field.value().text();
        int at = text.indexOf(OPEN);
        while (at >= 0) {
            int end = text.indexOf(CLOSE, at);
            if (end < 0) {
                findings.add(
                        file.error(field.line(), "A placeholder does not end", "Write " + CLOSE + " behind its name"));
                return;
            }
            Placeholder placeholder = new Placeholder(text.substring(at + OPEN.length(), end));
            String name = placeholder.name();
            if (!placeholder.isOptional() && context.setting(name).isEmpty()) {
                findings.add(missing(file, field.line(), name));
            }
            at = text.indexOf(OPEN, end);
        }
    }

    private Finding missing(RouteFile file, int line, String name) {
        if (declared.contains(name)) {
            return file.error(
                    line,
                    "The value of the property " + name + " has the name of a property that is not set: "
                            + String.join(", ", context.unsetIn(name)),
                    "Set it in application.properties or in the environment");
        }
        return file.error(
                line,
                "There is no setting " + name,
                Words.write(
                        name,
                        declared,
                        "Write {{%s}}",
                        "Declare " + name + " in application.properties, with its value and a comment"));
    }
}
