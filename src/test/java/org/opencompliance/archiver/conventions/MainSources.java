package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The regular expressions of the program: constants by reflection, strings by parsing the source. */
final class MainSources {

    private static final Path ROOT = Path.of("src/main/java");
    /** A call that takes a regular expression, and the beginning of its first argument; not those of a matcher. */
    private static final Pattern CALL = Pattern.compile(
            "(?<!\\b[A-Z][A-Z_]{0,40})\\.(?<call>replaceAll|replaceFirst|matches|split)\\(\\s*(?<argument>[^\\s)][^\\n]*)"
                    + "|\\bPattern\\.(?:matches|compile)\\(\\s*(?<compiled>[^\\n]*)");

    private static final Pattern LITERAL = Pattern.compile("^\"((?:[^\"\\\\]|\\\\.)*+)\"[,)].*", Pattern.DOTALL);
    private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u+([0-9A-Fa-f]{4})");

    private MainSources() {}

    /**
     * A regular expression of the program.
     *
     * @param place its location
     * @param searched whether it searches within a text, and does not only match its beginning or the whole text
     */
    record Expression(String place, Pattern pattern, boolean searched) {}

    /** Each static pattern, by class and name. */
    static List<Expression> constants() {
        List<Expression> constants = new ArrayList<>();
        for (Path file : files()) {
            String source = read(file);
            for (Class<?> type : types(file)) {
                for (Field field : type.getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
                        String place = type.getName() + "." + field.getName();
                        constants.add(new Expression(place, value(field), isSearched(source, field.getName())));
                    }
                }
            }
        }
        return constants;
    }

    /** Each regular expression that is a literal where it is used. */
    static List<Expression> literals() {
        List<Expression> literals = new ArrayList<>();
        for (Use use : uses()) {
            Matcher literal = LITERAL.matcher(use.argument());
            if (!use.constant() && literal.matches()) {
                Pattern pattern = Pattern.compile(unescaped(literal.group(1)));
                literals.add(new Expression(use.place(), pattern, !use.call().equals("matches")));
            }
        }
        return literals;
    }

    /** The uses with a regular expression that is neither a constant nor a literal. */
    static List<String> made() {
        return uses().stream()
                .filter(use ->
                        !use.constant() && !LITERAL.matcher(use.argument()).matches())
                .map(Use::place)
                .toList();
    }

    /** @param constant whether it is the value of a static pattern */
    private record Use(Path file, String call, String argument, boolean constant) {

        String place() {
            return file.getFileName() + ": " + argument.strip();
        }
    }

    private static List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (Path file : files()) {
            String source = read(file);
            Matcher call = CALL.matcher(source);
            while (call.find()) {
                boolean compiled = call.group("compiled") != null;
                String argument = compiled ? call.group("compiled") : call.group("argument");
                String statement = source.substring(source.lastIndexOf(';', call.start()) + 1, call.start());
                // a lambda is no regular expression
                if (compiled || !argument.contains("->")) {
                    boolean constant = compiled && statement.contains("static final Pattern ");
                    uses.add(new Use(file, compiled ? "compile" : call.group("call"), argument, constant));
                }
            }
        }
        return uses;
    }

    private static boolean isSearched(String source, String constant) {
        Matcher use = Pattern.compile("(?:(\\w+)\\s*=\\s*)?\\b" + constant + "\\s*\\.(?!compile)([^;]*);")
                .matcher(source);
        while (use.find()) {
            boolean atOnce = Pattern.compile("\\.(?:find|replaceAll|replaceFirst|results)\\(|^split")
                    .matcher(use.group(2))
                    .find();
            boolean later = use.group(1) != null && source.contains(use.group(1) + ".find(");
            if (atOnce || later) {
                return true;
            }
        }
        return false;
    }

    private static String unescaped(String literal) {
        return UNICODE.matcher(literal)
                .replaceAll(
                        found -> Matcher.quoteReplacement(found.group(1) + (char) Integer.parseInt(found.group(2), 16)))
                .translateEscapes();
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Class<?>> types(Path file) {
        String name = ROOT.relativize(file).toString().replace(".java", "").replace('/', '.');
        try {
            Class<?> type = Class.forName(name, false, MainSources.class.getClassLoader());
            List<Class<?>> types = new ArrayList<>(List.of(type));
            types.addAll(List.of(type.getDeclaredClasses()));
            return types;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pattern value(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
