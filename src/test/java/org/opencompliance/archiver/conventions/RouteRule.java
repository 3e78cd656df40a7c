package org.opencompliance.archiver.conventions;

import java.util.List;
import java.util.function.Function;

/**
 * Something that holds for every file of routes.
 *
 * @param sentence what holds
 * @param check gives what to change where it does not
 */
record RouteRule(String sentence, Function<RouteFile, List<String>> check) {

    List<String> problems(RouteFile file) {
        return check.apply(file);
    }
}
