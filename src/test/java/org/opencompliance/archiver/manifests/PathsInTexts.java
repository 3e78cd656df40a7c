package org.opencompliance.archiver.manifests;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the absolute paths in a text, such as in values of settings and JVM options. */
final class PathsInTexts {

    private static final Pattern PATH = Pattern.compile("(?<=^|[,:=])/[\\w./-]+");

    private PathsInTexts() {}

    static Stream<String> of(String text) {
        boolean address = text.startsWith("http");
        return address ? Stream.empty() : PATH.matcher(text).results().map(MatchResult::group);
    }
}
