package org.opencompliance.archiver.command.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.routing.check.RouteCheck;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteEndpoint;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;

/** The route files of an installation, some of them replaced; all are checked before the first is loaded. */
final class TrialRoutes extends DefaultRoutesCollector {

    private final RouteFolder folder;
    private final Map<String, Path> places;
    private final Collection<String> settings;

    private TrialRoutes(RouteFolder folder, Map<String, Path> places, Collection<String> settings) {
        this.folder = folder;
        this.places = places;
        this.settings = settings;
    }

    /**
     * Reads the files.
     *
     * @param changed files that replace those with the same name
     * @param settings the names of all settings
     */
    static TrialRoutes read(Path folder, List<Path> changed, Collection<String> settings) throws IOException {
        RouteFolder shipped = RouteFolder.read(folder);
        List<RouteFile> files = new ArrayList<>(shipped.files());
        Map<String, Path> places = new HashMap<>();
        shipped.files().forEach(file -> places.put(file.toString(), folder.resolve(file.toString())));
        for (Path path : changed) {
            RouteFile file = parse(path);
            files.removeIf(other -> other.name().equals(file.name()));
            files.add(file);
            places.put(file.toString(), path);
        }
        return new TrialRoutes(new RouteFolder(List.copyOf(files), shipped.others()), places, settings);
    }

    private static RouteFile parse(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!name.endsWith(RouteFile.SUFFIX)) {
            throw new ConfigurationException(
                    "A route file has a name that ends in " + RouteFile.SUFFIX + ": rename " + path);
        }
        try {
            return RouteFile.parse(
                    name.substring(0, name.length() - RouteFile.SUFFIX.length()), Files.readString(path));
        } catch (IOException e) {
            throw new ConfigurationException("The route file " + path + " cannot be read: is the name right?");
        }
    }

    /** The ids of routes, and of the private routes that they and the error handling call. */
    Set<String> reachable(String... ids) {
        Deque<String> open = new ArrayDeque<>(List.of(ids));
        folder.parts()
                .filter(part -> !part.isRoute())
                .flatMap(TrialRoutes::calls)
                .forEach(open::add);
        Set<String> reached = new TreeSet<>();
        while (!open.isEmpty()) {
            String name = open.pop();
            for (RoutePart route : beginningAt("direct:" + name)) {
                if (reached.add(route.id())) {
                    calls(route).forEach(open::add);
                }
            }
        }
        return reached;
    }

    private List<RoutePart> beginningAt(String endpoint) {
        return folder.parts()
                .filter(part -> part.isRoute() && part.uri().equals(endpoint))
                .toList();
    }

    private static Stream<String> calls(RoutePart part) {
        return RouteEndpoint.in(part, UnaryOperator.identity()).stream()
                .filter(at -> !at.consumes() && at.scheme().equals("direct"))
                .map(RouteEndpoint::name);
    }

    /** @throws ConfigurationException with file, line and correction of each error */
    @Override
    public Collection<RoutesBuilder> collectRoutesFromDirectory(CamelContext camel, String excluded, String included) {
        RouteCheck check = new RouteCheck(new RouteContext(camel, Map.of(), Set.of()), settings);
        List<Finding> errors =
                check.findings(folder).stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw new ConfigurationException("The routes do not start:" + System.lineSeparator()
                    + errors.stream().map(this::placed).collect(Collectors.joining(System.lineSeparator())));
        }
        try {
            return PluginHelper.getRoutesLoader(camel)
                    .findRoutesBuilders(findRouteResourcesFromDirectory(camel, excluded, included));
        } catch (Exception e) { // boundary to Camel: its loader declares any
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    /** The files as they were read. */
    @Override
    public Collection<Resource> findRouteResourcesFromDirectory(CamelContext camel, String excluded, String included) {
        List<Resource> resources = new ArrayList<>();
        for (RouteFile file : folder.files()) {
            resources.add(ResourceHelper.fromString(file.toString(), file.text()));
        }
        return resources;
    }

    private String placed(Finding finding) {
        Path place = places.get(finding.file());
        String text = finding.toString();
        return place == null ? text : place + text.substring(finding.file().length());
    }
}
