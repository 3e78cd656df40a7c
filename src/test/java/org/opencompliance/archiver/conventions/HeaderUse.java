package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/**
 * The headers that the routes name, and those that the code sets under a name of its own.
 *
 * @param by the routes, or the bean, that set each header
 * @param readBy the routes that read or remove it
 */
record HeaderUse(Map<String, Set<String>> by, Map<String, Set<String>> readBy) {

    private static final Pattern READ = Pattern.compile("\\bheader[.:]([A-Za-z]+)");
    private static final Pattern SET_BY_BEAN = Pattern.compile("setHeader\\(\"([A-Za-z]+)\"");
    private static final Path SOURCES = Path.of("src/main/java/org/opencompliance/archiver");

    static HeaderUse of(RouteFolder folder) throws IOException {
        HeaderUse use = new HeaderUse(new TreeMap<>(), new TreeMap<>());
        folder.parts().forEach(use::add);
        use.addBeans();
        return use;
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(by.keySet());
        names.addAll(readBy.keySet());
        return names;
    }

    private void add(RoutePart part) {
        for (Field field : part.node().all(RoutePart.PROSE)) {
            YamlValue value = field.value();
            switch (field.name()) {
                case "setHeader", "headers" -> note(by, value.text("name"), part.id());
                case "removeHeader" -> note(readBy, value.text("name"), part.id());
                case "removeHeaders" -> note(readBy, value.text("pattern"), part.id());
                default -> READ.matcher(value.text()).results().forEach(read -> note(readBy, read.group(1), part.id()));
            }
        }
    }

    private void addBeans() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(SOURCES)) {
            files = found.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Matcher set = SET_BY_BEAN.matcher(Files.readString(file));
            String name = file.getFileName().toString().replace(".java", "");
            while (set.find()) {
                note(by, set.group(1), name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
            }
        }
    }

    private static void note(Map<String, Set<String>> uses, String header, String user) {
        if (!header.isEmpty()) {
            uses.computeIfAbsent(header, any -> new TreeSet<>()).add(user);
        }
    }
}
