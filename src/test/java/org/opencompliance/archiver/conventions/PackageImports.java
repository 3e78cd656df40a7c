package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages of the program.
 *
 * @param types the types of each package
 * @param imports the packages that each package imports
 */
record PackageImports(Map<String, Set<String>> types, Map<String, Set<String>> imports) {

    private static final String ROOT = "org.opencompliance.archiver";
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?" + ROOT + "\\.?([a-z.]*)\\.?[A-Z]", Pattern.MULTILINE);

    static PackageImports of(Path sources) throws IOException {
        Map<String, Set<String>> types = new TreeMap<>();
        Map<String, Set<String>> imports = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(found -> found.toString().endsWith(".java")).toList()) {
                String name = name(sources.relativize(file).getParent());
                Matcher imported = IMPORT.matcher(Files.readString(file));
                Set<String> others = imports.computeIfAbsent(name, unused -> new TreeSet<>());
                while (imported.find()) {
                    others.add(imported.group(1).replaceAll("\\.$", ""));
                }
                others.remove(name);
                if (!file.endsWith("package-info.java")) {
                    types.computeIfAbsent(name, unused -> new TreeSet<>())
                            .add(file.getFileName().toString());
                }
            }
        }
        return new PackageImports(types, imports);
    }

    private static String name(Path folder) {
        String full = folder.toString().replace('/', '.').replace('\\', '.');
        return full.equals(ROOT) ? "" : full.substring(ROOT.length() + 1);
    }

    /** Packages that reach each other, each group in alphabetical order. */
    List<List<String>> cycles() {
        Map<String, Set<String>> reached =
                imports.keySet().stream().collect(Collectors.toMap(name -> name, this::reached));
        Set<List<String>> cycles = new HashSet<>();
        reached.forEach((name, all) -> {
            List<String> cycle = all.stream()
                    .filter(other -> reached.getOrDefault(other, Set.of()).contains(name))
                    .sorted()
                    .toList();
            if (cycle.contains(name)) {
                cycles.add(cycle);
            }
        });
        return List.copyOf(cycles);
    }

    private Set<String> reached(String from) {
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(imports.getOrDefault(from, Set.of()));
        while (!next.isEmpty()) {
            String name = next.remove(next.size() - 1);
            if (reached.add(name)) {
                next.addAll(imports.getOrDefault(name, Set.of()));
            }
        }
        return reached;
    }

    /** A Mermaid flow chart: each package with its number of types, an arrow for the imports. */
    String picture() {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
        types.forEach((name, all) -> text.append("  ")
                .append(id(name))
                .append("[\"")
                .append(label(name))
                .append(" (")
                .append(all.size())
                .append(")\"]\n"));
        imports.forEach((name, others) -> others.forEach(other -> text.append("  ")
                .append(id(name))
                .append(" --> ")
                .append(id(other))
                .append('\n')));
        return text.append("```\n").toString();
    }

    private static String label(String name) {
        return name.isEmpty() ? "archiver" : name;
    }

    private static String id(String name) {
        return label(name).replace('.', '_');
    }
}
