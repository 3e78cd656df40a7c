package org.opencompliance.archiver.routing.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.DefaultRoutesCollector;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** Checks the folder of the routes when Camel is about to load it, with the beans and settings of this context. */
public final class CheckedRoutes extends DefaultRoutesCollector {

    /** A start on demand turns it off for itself; the check holds what the settings say. */
    private static final String SCHEDULED = "archiver.scheduled";

    private final Configuration configuration;
    private final Path folder;
    private final Set<String> only;
    private List<Finding> findings = List.of();

    /**
     * @param folder the real path of the folder
     * @param only the ids of the routes that start; empty for all
     */
    public CheckedRoutes(Configuration configuration, Path folder, Set<String> only) {
        this.configuration = configuration;
        this.folder = folder;
        this.only = only;
    }

    /** @throws BrokenRoutesException when a finding is an error */
    @Override
    public Collection<RoutesBuilder> collectRoutesFromDirectory(CamelContext camel, String excluded, String included) {
        String name = configuration.text("archiver.routes-directory");
        try {
            findings = findings(camel, RouteFolder.read(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("The routes in " + name + " cannot be read", e);
        }
        if (findings.stream().anyMatch(Finding::isError)) {
            throw new BrokenRoutesException(name, findings);
        }
        return super.collectRoutesFromDirectory(camel, excluded, included);
    }

    private List<Finding> findings(CamelContext camel, RouteFolder routes) {
        Map<String, String> fixed = Map.of(SCHEDULED, configuration.text(SCHEDULED));
        RouteContext context = new RouteContext(camel, fixed, only);
        Set<String> settings = configuration.properties().stringPropertyNames();
        // the start refuses an empty folder with a message of its own
        return routes.files().isEmpty() ? List.of() : new RouteCheck(context, settings).findings(routes);
    }

    /** The advice; empty before the start. */
    public List<Finding> findings() {
        return findings;
    }
}
