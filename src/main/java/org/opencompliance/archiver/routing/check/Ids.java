package org.opencompliance.archiver.routing.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.RoutePart.Step;

/** The ids of routes and steps, which must differ: Camel starts nothing otherwise, and names no file. */
final class Ids {

    private record Owner(RoutePart part, int line) {}

    private final Map<String, List<Owner>> owners = new HashMap<>();

    Ids(RouteFolder folder, RouteContext context) {
        folder.parts().filter(context::enables).forEach(this::add);
    }

    private void add(RoutePart part) {
        add(part.id(), new Owner(part, part.node().lineOf("id")));
        for (Step step : part.steps()) {
            add(step.id(), new Owner(part, step.body().lineOf("id")));
        }
    }

    private void add(String id, Owner owner) {
        if (!id.isEmpty()) {
            owners.computeIfAbsent(id, any -> new ArrayList<>()).add(owner);
        }
    }

    /** In the routes that are enabled together. */
    List<Finding> shared(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        owners.forEach((id, all) -> {
            for (Owner owner : all) {
                if (all.size() > 1 && owner.part().file() == file) {
                    findings.add(file.error(
                            owner.line(),
                            "The id " + id + " is also that of " + other(owner, all),
                            "Rename one of them"));
                }
            }
        });
        return findings;
    }

    private static String other(Owner owner, List<Owner> all) {
        Optional<Owner> other = all.stream().filter(each -> each != owner).findFirst();
        return other.map(found -> found.part().file() + ":" + found.line()).orElse("another step");
    }
}
