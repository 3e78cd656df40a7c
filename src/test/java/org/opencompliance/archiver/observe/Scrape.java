package org.opencompliance.archiver.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exported metrics, in the text format of Prometheus. */
record Scrape(List<Series> all) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line. */
    record Series(String name, Map<String, String> labels, double value) {}

    static Scrape of(String text) {
        return new Scrape(text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Scrape::series)
                .toList());
    }

    /** The names with this prefix. */
    Set<String> names(String prefix) {
        Set<String> names = new TreeSet<>();
        all.stream().map(Series::name).filter(name -> name.startsWith(prefix)).forEach(names::add);
        return names;
    }

    long seriesOf(String name) {
        return all.stream().filter(series -> series.name().equals(name)).count();
    }

    /** Whether a series has this name and these labels. */
    boolean has(String name, Map<String, String> labels) {
        return all.stream()
                .anyMatch(series ->
                        series.name().equals(name) && series.labels().entrySet().containsAll(labels.entrySet()));
    }

    boolean hasLabel(String name, String label) {
        return all.stream()
                .anyMatch(
                        series -> series.name().equals(name) && series.labels().containsKey(label));
    }

    double value(String name, Map<String, String> labels) {
        return all.stream()
                .filter(series ->
                        series.name().equals(name) && series.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Series::value)
                .findFirst()
                .orElseThrow();
    }

    private static Series series(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No series: " + line);
        }
        return new Series(matcher.group(1), labels(matcher.group(2)), Double.parseDouble(matcher.group(3)));
    }

    static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }
}
