package org.opencompliance.archiver.supplychain;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The libraries that have a class which some classes refer to, directly or through others, or offer as a service. */
final class ReachedLibraries {

    /** The classes of a larger library wait until no other is left: as a rule every library is reached by then. */
    private static final int LARGE = 10_000;

    private final PackedClasses classes;
    private final Set<String> known = new HashSet<>();
    private final Deque<String> next = new ArrayDeque<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final Set<String> missing = new TreeSet<>();

    private ReachedLibraries(PackedClasses classes) {
        this.classes = classes;
        missing.addAll(classes.libraries());
        missing.removeIf(library -> classes.size(library) == 0);
    }

    /** The libraries with classes of which none is reached. */
    static Set<String> missing(PackedClasses classes, Collection<String> roots) throws IOException {
        ReachedLibraries reached = new ReachedLibraries(classes);
        roots.forEach(reached::reach);
        reached.follow();
        return reached.missing;
    }

    private void follow() throws IOException {
        while (!missing.isEmpty() && !(next.isEmpty() && last.isEmpty())) {
            String name = next.isEmpty() ? last.remove() : next.remove();
            classes.read(name).used().forEach(this::reach);
            classes.providers(name).forEach(this::reach);
        }
    }

    private void reach(String name) {
        classes.home(name).filter(home -> known.add(name)).ifPresent(home -> {
            missing.remove(home);
            (classes.size(home) > LARGE ? last : next).add(name);
        });
    }
}
