package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line that a person reads.
 *
 * @param place file and line number
 */
record Prose(String place, String text) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}'-]*");
    private static final Pattern PRONOUN = Pattern.compile(
            "\\b(who|whom|whose|whoever|what|whatever|somebody|someone|anybody|anyone|nobody|everybody|everyone)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern JAVA = Pattern.compile(
            "(?<text>\"\"\"(?:[^\"\\\\]++|\\\\.|\"(?!\"\"))*\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\")|'(?:\\\\.|[^'\\\\\\n])*'"
                    + "|(?<comment>//[^\\n]*|/\\*.*?\\*/)",
            Pattern.DOTALL);
    private static final Pattern MARKUP = Pattern.compile("\\{@\\w+ ([^}]*)}|@(?:param|throws) \\w+|https?://\\S+");
    private static final Pattern YAML_TEXT = Pattern.compile(
            "^\\s*(?:- )?(?:description|message|summary|runbook): (?<text>.*)$|(?:^|\\s)#(?<comment>.*)$");
    /** Code, comments, and where links lead: not read as sentences. */
    private static final Pattern MARKDOWN = Pattern.compile("`[^`]*`|<!--.*?-->|(?<=])\\([^)\\s]*\\)|https?://\\S+");

    /** Where people read. */
    enum Kind {
        COMMENTS("the comments of the Java sources", 10_000),
        MESSAGES("the texts in the Java sources of the program", 1_000),
        ROUTES("the descriptions, messages and comments of the routes", 500),
        SETTINGS("the comments of application.properties", 300),
        MANIFESTS("the comments and alerts of the manifests", 500),
        DOCUMENTATION("the documentation", 3_000);

        private final String label;
        private final long least;

        Kind(String label, long least) {
            this.label = label;
            this.least = least;
        }

        String label() {
            return label;
        }

        /** Fewer words than this mean that the files were not found. */
        long least() {
            return least;
        }

        List<Prose> lines() throws IOException {
            return switch (this) {
                case COMMENTS -> files("src", ".java", Prose::javaComments);
                case MESSAGES -> files("src/main/java", ".java", Prose::javaMessages);
                case ROUTES -> files("routes", ".camel.yaml", Prose::descriptions);
                case SETTINGS -> files("src/main/resources", ".properties", Prose::descriptions);
                case MANIFESTS -> files("k8s", ".yaml", Prose::descriptions);
                case DOCUMENTATION ->
                    MarkdownPage.all().stream()
                            .flatMap(page -> markdown(page.file().toString(), page.text()).stream())
                            .toList();
            };
        }
    }

    /** How the lines of a file are found. */
    private interface Reader {
        List<Prose> read(String name, String content);
    }

    private static List<Prose> files(String folder, String ending, Reader reader) throws IOException {
        List<Prose> lines = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(Path.of(folder))) {
            for (Path path : paths.filter(found -> found.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                lines.addAll(reader.read(path.toString(), Files.readString(path)));
            }
        }
        return lines;
    }

    static List<Prose> javaComments(String name, String content) {
        return java(name, content, "comment");
    }

    /** Text literals of more than one word. */
    static List<Prose> javaMessages(String name, String content) {
        return java(name, content, "text").stream()
                .filter(line -> line.words() > 1)
                .toList();
    }

    private static List<Prose> java(String name, String content, String group) {
        List<Prose> lines = new ArrayList<>();
        Matcher found = JAVA.matcher(content);
        while (found.find()) {
            if (found.group(group) != null) {
                int first = 1
                        + (int) content.substring(0, found.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                String[] parts = found.group(group).split("\n");
                for (int i = 0; i < parts.length; i++) {
                    add(lines, name, first + i, MARKUP.matcher(parts[i]).replaceAll("$1"));
                }
            }
        }
        return lines;
    }

    static List<Prose> descriptions(String name, String content) {
        List<Prose> lines = new ArrayList<>();
        String[] all = content.split("\n");
        for (int i = 0; i < all.length; i++) {
            Matcher found = YAML_TEXT.matcher(all[i]);
            if (found.find()) {
                String text = found.group("text") == null ? found.group("comment") : found.group("text");
                add(lines, name, i + 1, text.replaceAll("[$]\\{[^}]*}", ""));
            }
        }
        return lines;
    }

    /** Without code and the targets of links. */
    static List<Prose> markdown(String name, String content) {
        List<Prose> lines = new ArrayList<>();
        String[] all = content.split("\n");
        boolean code = false;
        for (int i = 0; i < all.length; i++) {
            boolean fence = all[i].strip().startsWith("```");
            code ^= fence;
            if (!code && !fence) {
                add(lines, name, i + 1, MARKDOWN.matcher(all[i]).replaceAll(""));
            }
        }
        return lines;
    }

    private static void add(List<Prose> lines, String name, int number, String text) {
        if (WORD.matcher(text).find()) {
            lines.add(new Prose(name + ":" + number, text.strip()));
        }
    }

    long words() {
        return WORD.matcher(text).results().count();
    }

    long pronouns() {
        return PRONOUN.matcher(text).results().count();
    }

    /** The lines with the most of them, one a line. */
    static String worst(List<Prose> lines, int most) {
        return lines.stream()
                .filter(line -> line.pronouns() > 0)
                .sorted(Comparator.comparing(Prose::pronouns).reversed())
                .limit(most)
                .map(line -> line.place() + "  " + line.text())
                .collect(Collectors.joining("\n"));
    }
}
