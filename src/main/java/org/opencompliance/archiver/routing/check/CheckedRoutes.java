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
import org.apache.camel.spi.Resource;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** Checks the folder of the routes when Camel is about to load it, with the beans and settings of this context. */
public final class CheckedRoutes extends DefaultRoutesCollector {

    /** A start on demand turns it off for itself; the check holds what the settings say. */
    private static final String SCHEDULED = "archiver.scheduled";

    private final Configuration configuration;
    private final Path folder;
    private final Set<String> only;
    private final String connector;
    private final List<String> connectors;
    private volatile RouteFolder last = new RouteFolder(List.of(), List.of());
    private volatile boolean loading;

    /**
     * @param folder the real path of the folder
     * @param only the ids of the routes that start; empty for all
     */
    public CheckedRoutes(Configuration configuration, Path folder, Set<String> only) {
        this.configuration = configuration;
        this.folder = folder;
        this.only = only;
        this.connector = configuration.required("archiver.connector");
        this.connectors = configuration.connectors();
    }

    /** @throws BrokenRoutesException when a finding is an error */
    @Override
    public Collection<RoutesBuilder> collectRoutesFromDirectory(CamelContext camel, String excluded, String included) {
        RouteFolder routes = read();
        // the start refuses an empty folder with a message of its own
        if (!routes.files().isEmpty()) {
            List<Finding> errors = check(camel).errors(routes);
            if (!errors.isEmpty()) {
                throw new BrokenRoutesException(name(), errors, check(camel).findings(routes));
            }
        }
        loading = true;
        return super.collectRoutesFromDirectory(camel, excluded, included);
    }

    /**
     * The files that Camel loads. Before it loads them, Camel asks for them to parse their beans. That request gets no file while a file
     * is no YAML, because the start would end with the text of Camel's parser and without the other problems. It gets none either where
     * no file has beans.
     */
    @Override
    public Collection<Resource> findRouteResourcesFromDirectory(CamelContext camel, String excluded, String included) {
        return loading || isParsedBefore(camel)
                ? super.findRouteResourcesFromDirectory(camel, excluded, included).stream()
                        .filter(this::isLoaded)
                        .toList()
                : List.of();
    }

    private boolean isLoaded(Resource resource) {
        Path place = folder.relativize(Path.of(resource.getURI()));
        return RouteFolder.isLoaded(folder, place, connector, connectors);
    }

    private boolean isParsedBefore(CamelContext camel) {
        List<RouteFile> files = read().files();
        boolean valid = files.stream().allMatch(file -> file.broken().isEmpty());
        return valid && (camel.isModeline() || files.stream().anyMatch(RouteFile::hasBeans));
    }

    /** All findings, with the advice; for a context with loaded routes. */
    public List<Finding> findings(CamelContext camel) {
        return check(camel).findings(read());
    }

    /** The errors of a state of the folder, which would stop a start; for a context with loaded routes. */
    public List<Finding> errors(CamelContext camel, RouteFolder routes) {
        return check(camel).errors(routes);
    }

    /** The folder as it is now. */
    public RouteFolder read() {
        try {
            // with the files of other connectors, so that the next look parses none of them again
            last = last.readAgain(folder);
            return last.of(folder, connector, connectors);
        } catch (IOException e) {
            throw new UncheckedIOException("The routes in " + name() + " cannot be read", e);
        }
    }

    private RouteCheck check(CamelContext camel) {
        Map<String, String> fixed = Map.of(SCHEDULED, configuration.text(SCHEDULED));
        RouteContext context = new RouteContext(camel, fixed, only);
        return new RouteCheck(context, configuration.properties().stringPropertyNames());
    }

    private String name() {
        return configuration.text("archiver.routes-directory");
    }
}
