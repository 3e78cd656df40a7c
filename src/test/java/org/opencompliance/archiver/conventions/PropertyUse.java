package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.file.RouteFile;

/** The declared properties, and the properties that routes, the program and other properties use. */
final class PropertyUse {

    private static final Path DECLARATIONS = Path.of("src/main/resources/application.properties");
    private static final Path PROGRAM = Path.of("src/main/java");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??!?([\\w.-]+)(:[^}]*)?}}");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+\\.[\\w.-]+)\"");
    /** Camel reads these itself. */
    private static final String CAMEL = "camel.";

    private final Properties declared;
    private final Set<String> usedElsewhere;

    PropertyUse(Properties declared, Set<String> usedElsewhere) {
        this.declared = declared;
        this.usedElsewhere = usedElsewhere;
    }

    static PropertyUse ofTheProgram() throws IOException {
        Properties declared = new Properties();
        try (Reader reader = Files.newBufferedReader(DECLARATIONS)) {
            declared.load(reader);
        }
        Set<String> used = new HashSet<>();
        declared.values().forEach(value -> used.addAll(found(PLACEHOLDER, value.toString())));
        try (Stream<Path> sources = Files.walk(PROGRAM)) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                used.addAll(found(LITERAL, Files.readString(source)));
            }
        }
        return new PropertyUse(declared, used);
    }

    /** Declared properties without any use. */
    List<String> unused(List<RouteFile> files) {
        Set<String> unused = new TreeSet<>(declared.stringPropertyNames());
        unused.removeIf(name -> name.startsWith(CAMEL));
        unused.removeAll(usedElsewhere);
        files.forEach(file -> unused.removeAll(found(PLACEHOLDER, file.text())));
        return unused.stream()
                .map(name -> "Nothing uses " + name + ": remove it from " + DECLARATIONS)
                .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .forEach(names::add);
        return names;
    }
}
