package org.opencompliance.archiver.routing.check;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** Finds all problems of a folder with routes at once, before Camel loads it. */
public final class RouteCheck {

    private final RouteContext context;
    private final Collection<String> settings;

    /** @param settings the names of all settings, for a misspelt one */
    public RouteCheck(RouteContext context, Collection<String> settings) {
        this.context = context;
        this.settings = settings;
    }

    /** By file and line. */
    public List<Finding> findings(RouteFolder folder) {
        RouteRules rules = new RouteRules(folder, context, CamelSchema.load(), settings);
        TreeSet<Finding> findings = new TreeSet<>(rules.ofFolder());
        for (RouteFile file : folder.files()) {
            rules.all().forEach(rule -> findings.addAll(rule.findings(file)));
        }
        return List.copyOf(findings);
    }
}
