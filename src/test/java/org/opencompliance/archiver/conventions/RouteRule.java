package org.opencompliance.archiver.conventions;

import java.util.List;
import java.util.function.Function;

/**
 * A rule for all route files.
 *
 * @param sentence the rule
 * @param check returns the changes to make for each violation
 */
record RouteRule(String sentence, Function<RouteFile, List<String>> check) {

    List<String> problems(RouteFile file) {
        return check.apply(file);
    }
}
