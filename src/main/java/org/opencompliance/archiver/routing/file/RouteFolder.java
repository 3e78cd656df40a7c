package org.opencompliance.archiver.routing.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.file.Finding.Level;

/**
 * The files of a folder with routes, including its subfolders. A subfolder with the name of a connector has the files of this connector
 * alone; one of them replaces the file of the same name in the folder.
 *
 * @param files the route files, by name
 * @param others the names of all other files; hidden ones are left out
 */
public record RouteFolder(List<RouteFile> files, List<String> others) {

    /** The documentation of the folder and the list of a cluster. */
    private static final Set<String> BESIDE = Set.of("README.md", "kustomization.yaml");

    private static final Set<String> LOOK_LIKE_ROUTES = Set.of("yaml", "yml", "xml", "json", "java", "groovy");

    /** Reads a folder without its hidden parts: a mounted ConfigMap has its files a second time in a hidden folder. */
    public static RouteFolder read(Path folder) throws IOException {
        return new RouteFolder(List.of(), List.of()).readAgain(folder);
    }

    /**
     * Whether a connector loads a file of the folder. Where a process has several, each subfolder is for the connector with its name.
     *
     * @param place relative to the folder
     * @param connector the one that loads the files
     * @param all the connectors of the process; empty when it has one, to which each subfolder belongs
     */
    public static boolean isLoaded(Path folder, Path place, String connector, Collection<String> all) {
        if (all.isEmpty()) {
            return true;
        }
        return place.getNameCount() < 2
                ? !Files.exists(folder.resolve(connector).resolve(place))
                : place.getName(0).toString().equals(connector);
    }

    /** The files that a connector loads; those in a folder of no connector are among the others. */
    public RouteFolder of(Path folder, String connector, Collection<String> all) {
        Predicate<String> loaded = name -> isLoaded(folder, Path.of(name), connector, all);
        Predicate<String> astray = name -> Path.of(name).getNameCount() > 1
                && !all.contains(Path.of(name).getName(0).toString());
        List<String> rest = new ArrayList<>(others.stream().filter(loaded).toList());
        if (!all.isEmpty()) {
            files.stream()
                    .map(file -> file.name() + RouteFile.SUFFIX)
                    .filter(astray)
                    .forEach(rest::add);
        }
        return new RouteFolder(
                files.stream()
                        .filter(file -> loaded.test(file.name() + RouteFile.SUFFIX))
                        .toList(),
                List.copyOf(rest));
    }

    /** Reads the folder again, and parses only the files whose text differs from this state. */
    public RouteFolder readAgain(Path folder) throws IOException {
        List<RouteFile> found = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                Path place = folder.relativize(path);
                String name = place.toString();
                if (isHidden(place)) {
                    continue;
                }
                if (name.endsWith(RouteFile.SUFFIX)) {
                    found.add(parse(name.substring(0, name.length() - RouteFile.SUFFIX.length()), path));
                } else {
                    rest.add(name);
                }
            }
        }
        return new RouteFolder(List.copyOf(found), List.copyOf(rest));
    }

    private RouteFile parse(String name, Path path) throws IOException {
        try {
            String text = Files.readString(path);
            Optional<RouteFile> same = files.stream()
                    .filter(file -> file.broken().isEmpty())
                    .filter(file -> file.name().equals(name) && file.text().equals(text))
                    .findFirst();
            return same.orElseGet(() -> RouteFile.parse(name, text));
        } catch (CharacterCodingException e) {
            Finding finding = new Finding(
                    Level.ERROR, name + RouteFile.SUFFIX, 1, "The file is not in UTF-8", "Save it in this encoding");
            return new RouteFile(name, "", RouteFile.parse(name, "[]").root(), Optional.of(finding));
        }
    }

    /** Files that are not loaded; one that looks like routes misleads its author. */
    public List<Finding> notLoaded() {
        return others.stream()
                .filter(name -> !BESIDE.contains(name))
                .map(RouteFolder::notLoaded)
                .toList();
    }

    private static Finding notLoaded(String name) {
        if (name.endsWith(RouteFile.SUFFIX)) {
            return new Finding(
                    Level.ADVICE,
                    name,
                    1,
                    "The file is not loaded, because its folder has the name of no connector",
                    "Name the folder as one of archiver.connectors, or keep it elsewhere");
        }
        String type = name.substring(name.lastIndexOf('.') + 1);
        boolean misleads = LOOK_LIKE_ROUTES.contains(type);
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        return new Finding(
                misleads ? Level.ERROR : Level.ADVICE,
                name,
                1,
                "The file is not loaded, because its name does not end in " + RouteFile.SUFFIX,
                misleads ? "Name it " + stem + RouteFile.SUFFIX + ", or remove it" : "Keep it in another folder");
    }

    private static boolean isHidden(Path place) {
        for (Path element : place) {
            if (element.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Routes and route configurations of all files. */
    public Stream<RoutePart> parts() {
        return files.stream().flatMap(file -> file.parts().stream());
    }
}
