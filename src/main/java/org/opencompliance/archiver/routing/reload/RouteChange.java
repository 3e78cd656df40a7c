package org.opencompliance.archiver.routing.reload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.YamlValue;

/**
 * The difference between two states of a folder. A route is changed if its text is, or that of its error handling. If a
 * {@code beans} section is, all routes are.
 *
 * @param files the names of the files that differ
 * @param changed the ids of routes that are new or changed
 * @param removed the ids of routes that are gone
 */
record RouteChange(Set<String> files, Set<String> changed, Set<String> removed) {

    private static final String NAMED = "routeConfigurationId";

    static RouteChange between(RouteFolder before, RouteFolder after) {
        Map<String, RoutePart> old = routes(before);
        Map<String, RoutePart> fresh = routes(after);
        Set<String> configurations = configurations(before, after);
        boolean all = !same(others(before), others(after));
        Set<String> changed = new TreeSet<>();
        fresh.forEach((id, route) -> {
            if (all || !old.containsKey(id) || differs(old.get(id), route) || uses(route, configurations)) {
                changed.add(id);
            }
        });
        Set<String> removed = new TreeSet<>(old.keySet());
        removed.removeAll(fresh.keySet());
        return new RouteChange(files(before, after), changed, removed);
    }

    /** Whether two states have the same files with the same text. */
    static boolean isSame(RouteFolder one, RouteFolder other) {
        return texts(one).equals(texts(other)) && one.others().equals(other.others());
    }

    boolean isEmpty() {
        return changed.isEmpty() && removed.isEmpty();
    }

    /** The routes that end: the old form of changed ones, and removed ones. */
    Set<String> ending(RouteFolder before) {
        Set<String> ending = new TreeSet<>(changed);
        ending.retainAll(routes(before).keySet());
        ending.addAll(removed);
        return ending;
    }

    static Map<String, RoutePart> routes(RouteFolder folder) {
        return folder.parts()
                .filter(RoutePart::isRoute)
                .collect(Collectors.toMap(RoutePart::id, route -> route, (one, other) -> other));
    }

    private static Set<String> files(RouteFolder before, RouteFolder after) {
        Map<String, String> old = texts(before);
        Map<String, String> fresh = texts(after);
        return Stream.concat(old.keySet().stream(), fresh.keySet().stream())
                .filter(name -> !fresh.getOrDefault(name, "").equals(old.getOrDefault(name, "")))
                .map(name -> name + RouteFile.SUFFIX)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> texts(RouteFolder folder) {
        return folder.files().stream().collect(Collectors.toMap(RouteFile::name, RouteFile::text));
    }

    private static boolean differs(RoutePart one, RoutePart other) {
        return !one.node().isSame(other.node());
    }

    /** The ids of the changed configurations; the empty id is that of the configuration for routes that name none. */
    private static Set<String> configurations(RouteFolder before, RouteFolder after) {
        Map<String, List<YamlValue>> old = configurations(before);
        Map<String, List<YamlValue>> fresh = configurations(after);
        return Stream.concat(old.keySet().stream(), fresh.keySet().stream())
                .filter(id -> !same(old.getOrDefault(id, List.of()), fresh.getOrDefault(id, List.of())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, List<YamlValue>> configurations(RouteFolder folder) {
        Map<String, List<YamlValue>> all = new HashMap<>();
        folder.parts()
                .filter(part -> !part.isRoute())
                .forEach(part -> all.merge(
                        part.id(), List.of(part.node()), (one, other) -> Stream.concat(one.stream(), other.stream())
                                .toList()));
        return all;
    }

    private static boolean uses(RoutePart route, Set<String> configurations) {
        String named = route.node().text(NAMED);
        return Stream.of(named.split(","))
                .map(String::strip)
                .anyMatch(id -> configurations.contains(id) || id.endsWith("*") && !configurations.isEmpty());
    }

    /** What is neither a route nor a configuration, such as {@code beans}. */
    private static List<YamlValue> others(RouteFolder folder) {
        return folder.files().stream()
                .flatMap(file -> file.root().elements().stream())
                .filter(item -> !item.has("route") && !item.has("routeConfiguration") && !item.has("from"))
                .toList();
    }

    private static boolean same(List<YamlValue> one, List<YamlValue> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).isSame(other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
