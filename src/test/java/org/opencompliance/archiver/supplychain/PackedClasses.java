package org.opencompliance.archiver.supplychain;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of the program and its libraries, and the services that they offer. Names of libraries are those of their files. */
final class PackedClasses implements Closeable {

    private static final String CLASS = ".class";
    private static final String SERVICES = "META-INF/services/";
    private static final String CAMEL = SERVICES + "org/apache/camel/";

    private record Service(String library, String text) {}

    private final String program;
    private final Map<String, JarFile> jars = new TreeMap<>();
    private final Map<String, String> homes = new HashMap<>();
    private final Map<String, Integer> sizes = new TreeMap<>();
    private final Map<String, List<Service>> services = new HashMap<>();

    /** @param libraries the folder of the libraries */
    PackedClasses(Path program, Path libraries) throws IOException {
        this.program = program.getFileName().toString();
        add(program);
        try (Stream<Path> files = Files.list(libraries)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jar")).toList()) {
                add(file);
            }
        }
    }

    private void add(Path file) throws IOException {
        String name = file.getFileName().toString();
        JarFile jar = new JarFile(file.toFile());
        jars.put(name, jar);
        sizes.put(name, 0);
        for (JarEntry entry : jar.stream().toList()) {
            String path = entry.getName();
            if (path.endsWith(CLASS) && !path.startsWith("META-INF/") && !path.endsWith("module-info.class")) {
                homes.putIfAbsent(path.substring(0, path.length() - CLASS.length()), name);
                sizes.merge(name, 1, Integer::sum);
            } else if (path.startsWith(SERVICES) && !entry.isDirectory()) {
                services.computeIfAbsent(path, any -> new ArrayList<>()).add(new Service(name, text(jar, entry)));
            }
        }
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Set<String> libraries() {
        Set<String> names = new TreeSet<>(jars.keySet());
        names.remove(program);
        return names;
    }

    /** How many classes a library has. */
    int size(String library) {
        return sizes.get(library);
    }

    /** The library of a class, or the program; empty for a class of the JDK, and for one that is not packed. */
    Optional<String> home(String name) {
        return Optional.ofNullable(homes.get(name));
    }

    Set<String> ofProgram() {
        return homes.entrySet().stream()
                .filter(each -> each.getValue().equals(program))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    ClassFile read(String name) throws IOException {
        JarFile jar = jars.get(homes.get(name));
        try (InputStream in = jar.getInputStream(jar.getEntry(name + CLASS))) {
            return ClassFile.read(in);
        }
    }

    /** The classes that a {@code ServiceLoader} finds for an interface. */
    List<String> providers(String name) {
        return services.getOrDefault(SERVICES + name.replace('/', '.'), List.of()).stream()
                .flatMap(service -> service.text().lines())
                .map(line -> line.replaceFirst("#.*", "").strip().replace('.', '/'))
                .filter(provider -> !provider.isEmpty())
                .toList();
    }

    /** The libraries that offer a service of Camel, such as {@code component/seda}. */
    List<String> offering(String service) {
        return services.getOrDefault(CAMEL + service, List.of()).stream()
                .map(Service::library)
                .toList();
    }

    /** The classes of a service of Camel. */
    List<String> classesOf(String service) {
        return services.getOrDefault(CAMEL + service, List.of()).stream()
                .flatMap(each -> each.text().lines())
                .filter(line -> line.startsWith("class="))
                .map(line -> line.substring("class=".length()).strip().replace('.', '/'))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : jars.values()) {
            jar.close();
        }
    }
}
