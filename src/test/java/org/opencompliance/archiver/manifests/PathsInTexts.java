package org.opencompliance.archiver.manifests;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The absolute paths that a text names, as values of settings and options of the JVM do. */
final class PathsInTexts {

    private static final Pattern PATH = Pattern.compile("(?<=^|[,:=])/[\\w./-]+");

    private PathsInTexts() {}

    static Stream<String> of(String text) {
        boolean address = text.startsWith("http");
        return address ? Stream.empty() : PATH.matcher(text).results().map(MatchResult::group);
    }
}
