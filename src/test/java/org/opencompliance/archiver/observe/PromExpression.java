package org.opencompliance.archiver.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics and labels in a PromQL expression, limited to our metrics. */
record PromExpression(String text) {

    /** Labels that Prometheus adds to each series of a scraped pod. */
    private static final Set<String> OF_THE_TARGET = Set.of("pod", "namespace", "job", "instance");

    private static final Set<String> WORDS = Set.of("by", "without", "on", "and", "or", "unless", "bool");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{([^}]*)})?\\s*(\\(?)");

    /** A sentence for each metric or label that is not exported. */
    Stream<String> unknown(Scrape scrape) {
        List<String> groups = GROUPING.matcher(text)
                .results()
                .flatMap(group -> Stream.of(group.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !OF_THE_TARGET.contains(label))
                .toList();
        String selectors = GROUPING.matcher(text).replaceAll(" ").replaceAll("\\[[^]]*]", " ");
        List<String> unknown = new ArrayList<>();
        List<MatchResult> found = SELECTOR.matcher(selectors)
                .results()
                .filter(PromExpression::isMetric)
                .toList();
        for (MatchResult selector : found) {
            unknown.addAll(unknown(scrape, selector.group(1), Scrape.labels(selector.group(2)), groups));
        }
        if (found.isEmpty()) {
            unknown.add("No metric in " + text);
        }
        return unknown.stream();
    }

    private List<String> unknown(Scrape scrape, String metric, Map<String, String> labels, List<String> groups) {
        List<String> unknown = new ArrayList<>();
        if (!scrape.has(metric, labels)) {
            unknown.add("Nobody exports " + metric + labels + ", as in " + text);
        }
        groups.stream()
                .filter(label -> !scrape.hasLabel(metric, label))
                .forEach(label -> unknown.add(metric + " has no label " + label + ", as in " + text));
        return unknown;
    }

    /** A parenthesis follows a function name. */
    private static boolean isMetric(MatchResult selector) {
        return selector.group(3).isEmpty() && !WORDS.contains(selector.group(1));
    }
}
