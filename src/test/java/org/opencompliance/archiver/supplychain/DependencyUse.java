package org.opencompliance.archiver.supplychain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the libraries of the package with their use. A library is used if the program's classes refer to it, directly or through other
 * libraries, or if it offers a service that is named: in a route, or in the settings and by Camel itself.
 */
final class DependencyUse {

    private final PackedClasses classes;
    private final List<Dependency> declared;
    private final Set<String> services;
    private final Collection<String> withoutUse;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param services the services of Camel that are named
     * @param withoutUse declared artifacts without a class, which need no use
     */
    DependencyUse(
            PackedClasses classes, List<Dependency> declared, Set<String> services, Collection<String> withoutUse) {
        this.classes = classes;
        this.declared = declared.stream().filter(Dependency::isPacked).toList();
        this.services = services;
        this.withoutUse = withoutUse;
    }

    /** The libraries that nothing uses, and declarations that are missing or superfluous; empty when there is none. */
    List<String> problems() throws IOException {
        problems.clear();
        checkLists();
        Map<String, String> compiled = compiled();
        Map<String, String> direct = new TreeMap<>(compiled);
        services.forEach(service -> classes.offering(service).stream()
                .filter(classes.libraries()::contains)
                .forEach(library -> direct.putIfAbsent(library, "as the service " + service)));
        findUndeclared(direct);
        Set<String> unused = unused();
        unused.forEach(library -> problems.add("Nothing uses " + library
                + ": remove it from pom.xml, or exclude it where ./mvnw dependency:tree shows it"));
        findSuperfluous(compiled.keySet(), unused);
        return List.copyOf(problems);
    }

    private void checkLists() {
        services.stream()
                .filter(service -> classes.offering(service).size() != 1)
                .forEach(service -> problems.add(
                        "The service " + service + " is named, and these offer it: " + classes.offering(service)));
        classes.libraries().stream()
                .filter(library -> withoutUse.stream().anyMatch(each -> Dependency.isIn(each, library)))
                .filter(library -> classes.size(library) > 0)
                .forEach(library -> problems.add(library + " is listed as empty and has classes"));
    }

    /** The libraries that the program is compiled against, each with a class that refers to it. */
    private Map<String, String> compiled() throws IOException {
        Map<String, String> compiled = new TreeMap<>();
        for (String name : classes.ofProgram()) {
            for (String other : classes.read(name).named()) {
                classes.home(other)
                        .filter(classes.libraries()::contains)
                        .ifPresent(library -> compiled.putIfAbsent(library, "by the class " + name.replace('/', '.')));
            }
        }
        return compiled;
    }

    private void findUndeclared(Map<String, String> direct) {
        direct.forEach((library, user) -> {
            if (declared.stream().noneMatch(dependency -> dependency.isIn(library))) {
                problems.add(library + " is used " + user + " and not declared: declare it in pom.xml");
            }
        });
    }

    private Set<String> unused() throws IOException {
        Set<String> roots = new HashSet<>(classes.ofProgram());
        services.forEach(service -> roots.addAll(classes.classesOf(service)));
        Set<String> unused = ReachedLibraries.missing(classes, roots);
        classes.libraries().stream()
                .filter(library -> classes.size(library) == 0)
                .forEach(unused::add);
        unused.removeIf(library -> withoutUse.stream().anyMatch(each -> Dependency.isIn(each, library)));
        return unused;
    }

    private void findSuperfluous(Set<String> compiled, Set<String> unused) {
        for (Dependency each : declared) {
            if (withoutUse.contains(each.artifact())) {
                continue;
            }
            if (classes.libraries().stream().noneMatch(each::isIn)) {
                problems.add(each.artifact() + " is declared and not packed: remove it from pom.xml");
            } else if (each.isCompiled() && compiled.stream().noneMatch(each::isIn)) {
                problems.add("No class of the program refers to " + each.artifact() + ": its scope is runtime"
                        + (unused.stream().anyMatch(each::isIn) ? ", if anything uses it" : ""));
            }
        }
    }
}
