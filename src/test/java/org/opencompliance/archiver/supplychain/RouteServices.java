package org.opencompliance.archiver.supplychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/** The services of Camel that route files name: components by the scheme of an endpoint, languages and data formats by their field. */
final class RouteServices {

    /** Fields that have another name than the service. */
    private static final Map<String, String> NAMES = Map.of("method", "language/bean", "json", "dataformat/jackson");

    private static final List<String> KINDS = List.of("language/", "dataformat/");

    private RouteServices() {}

    /** @param classes what offers the services; any other field is none */
    static Set<String> in(List<Path> folders, PackedClasses classes) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(RouteFile.SUFFIX))
                        .toList()) {
                    read(file, names);
                }
            }
        }
        names.removeIf(name -> classes.offering(name).isEmpty());
        return names;
    }

    private static void read(Path file, Set<String> names) throws IOException {
        RouteFile routes = RouteFile.parse(file.getFileName().toString(), Files.readString(file));
        for (Field field : routes.root().all(Set.of())) {
            if (field.name().toLowerCase(Locale.ROOT).endsWith("uri")) {
                names.add("component/" + field.value().text().replaceFirst(":.*", ""));
            }
            KINDS.forEach(kind -> names.add(kind + field.name()));
            names.add(NAMES.getOrDefault(field.name(), ""));
        }
    }
}
