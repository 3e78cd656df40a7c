package org.opencompliance.archiver.routing.file;

import java.util.List;
import java.util.function.Function;

/**
 * A rule for route files.
 *
 * @param sentence the rule, as the end of a sentence that begins with a file
 * @param check finds the violations in a file
 */
public record RouteRule(String sentence, Function<RouteFile, List<Finding>> check) {

    public List<Finding> findings(RouteFile file) {
        return check.apply(file);
    }
}
