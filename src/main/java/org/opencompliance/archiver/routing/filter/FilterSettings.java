package org.opencompliance.archiver.routing.filter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.mapping.archived.ArchivedUsers;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** Checks the properties of filters. The shipped route filters nothing, so a property alone has no effect. */
public final class FilterSettings {

    private static final Map<String, String> USES = uses();

    private final Configuration configuration;
    private final ArchivedUsers users;

    public FilterSettings(Configuration configuration) {
        this.configuration = configuration;
        this.users = new ArchivedUsers(
                configuration.text("archiver.archived-users-file"),
                Duration.ZERO,
                Duration.ZERO,
                null,
                Clock.systemUTC());
    }

    /** What a route names that uses a property. */
    private static Map<String, String> uses() {
        Map<String, String> uses = new LinkedHashMap<>();
        uses.put("archiver.skipped-types", "{{archiver.skipped-types}}");
        uses.put("archiver.archived-users-file", "archivedUsers");
        uses.put("archiver.archived-group", "archivedGroup");
        return uses;
    }

    /** The properties that are set. */
    public List<String> set() {
        return USES.keySet().stream()
                .filter(name -> !configuration.text(name).isEmpty())
                .toList();
    }

    /**
     * What must be corrected, one sentence each.
     *
     * @param folder the folder with the routes
     */
    public List<String> problems(Path folder) throws IOException {
        RouteFolder routes = RouteFolder.read(folder);
        List<String> problems = new ArrayList<>();
        for (String name : set()) {
            if (routes.files().stream().noneMatch(file -> uses(file, USES.get(name)))) {
                problems.add(name
                        + " is set and no route uses it, so it filters nothing: copy the example of filters.md over"
                        + " filter-item");
            }
        }
        if (users.problem() != null) {
            problems.add(users.problem());
        }
        return problems;
    }

    private static boolean uses(RouteFile file, String text) {
        return file.text().lines().anyMatch(line -> !line.strip().startsWith("#") && line.contains(text));
    }

    /** The e-mail addresses of the list of users; empty without a usable list. */
    public Collection<String> addresses() {
        return users.addresses();
    }
}
