package org.opencompliance.archiver.routing.check;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.check.context.CamelSchema;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RouteRule;

/** Finds all problems of a folder with routes at once, before Camel loads it. */
public final class RouteCheck {

    private final RouteContext context;
    private final Collection<String> settings;

    /** @param settings the names of all settings, for a misspelt one */
    public RouteCheck(RouteContext context, Collection<String> settings) {
        this.context = context;
        this.settings = settings;
    }

    /** Errors and advice, by file and line. */
    public List<Finding> findings(RouteFolder folder) {
        RouteRules rules = rules(folder);
        return findings(folder, rules, Stream.concat(rules.required().stream(), rules.advised().stream()));
    }

    /** Only the errors, which stop a start. */
    List<Finding> errors(RouteFolder folder) {
        RouteRules rules = rules(folder);
        return findings(folder, rules, rules.required().stream()).stream()
                .filter(Finding::isError)
                .toList();
    }

    private RouteRules rules(RouteFolder folder) {
        return new RouteRules(folder, context, CamelSchema.load(), settings);
    }

    private static List<Finding> findings(RouteFolder folder, RouteRules rules, Stream<RouteRule> all) {
        TreeSet<Finding> findings = new TreeSet<>(rules.ofFolder());
        all.forEach(rule -> folder.files().forEach(file -> findings.addAll(rule.findings(file))));
        return List.copyOf(findings);
    }
}
