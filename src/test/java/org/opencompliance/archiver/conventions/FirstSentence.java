package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first sentence of the Javadoc of a class or a method of the program. */
final class FirstSentence {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final String COMMENT = "/\\*\\*((?:[^*]|\\*(?!/))*+)\\*/\\s*+(?:@[^\\n]*+\\s+)*+";
    private static final Pattern TAG = Pattern.compile("\\{@\\w+ ([^}#]*)#?([^}]*)}");
    private static final Pattern END = Pattern.compile("[.;](\\s|$)|\\s@|<p>");

    private FirstSentence() {}

    /** Of a method, or of the method of an interface or a superclass that it implements; empty without Javadoc. */
    static String of(Method method) {
        return method.getDeclaringClass().isRecord() && method.getParameterCount() == 0
                ? ofComponent(method)
                : ofMethod(method);
    }

    /** Of a component of a record, or of a method of its own. */
    private static String ofComponent(Method method) {
        Matcher found = Pattern.compile("@param " + method.getName() + " ([^\\n]+)")
                .matcher(source(method.getDeclaringClass()).orElse(""));
        return found.find() ? sentence(capitalized(found.group(1))) : ofMethod(method);
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String ofMethod(Method method) {
        Pattern declared =
                Pattern.compile(COMMENT + "(?:public |static |default |final |synchronized )*+[\\w<>\\[\\],.? ]*?\\b"
                        + method.getName() + "\\(([^)]*)\\)");
        for (Class<?> type : types(method.getDeclaringClass())) {
            Matcher found = declared.matcher(source(type).orElse(""));
            while (found.find()) {
                if (parameters(found.group(2)) == method.getParameterCount()) {
                    return sentence(found.group(1));
                }
            }
        }
        return "";
    }

    /** Of a class; empty without Javadoc. */
    static String of(Class<?> type) {
        Matcher found = Pattern.compile(
                        COMMENT + "(?:public |static |final |abstract |sealed )*+(?:class|record|enum|interface) "
                                + type.getSimpleName() + "\\b")
                .matcher(source(type).orElse(""));
        return found.find() ? sentence(found.group(1)) : "";
    }

    private static long parameters(String written) {
        String outermost = written.replaceAll("<[^<>]*>", "").replaceAll("<[^<>]*>", "");
        return outermost.isBlank() ? 0 : outermost.chars().filter(c -> c == ',').count() + 1;
    }

    private static Set<Class<?>> types(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>(List.of(type));
        types.addAll(List.of(type.getInterfaces()));
        Optional.ofNullable(type.getSuperclass())
                .filter(above -> above != Object.class)
                .ifPresent(types::add);
        return types;
    }

    private static Optional<String> source(Class<?> type) {
        Class<?> outermost = Objects.requireNonNullElse(type.getNestHost(), type);
        Path file = SOURCES.resolve(outermost.getName().replace('.', '/') + ".java");
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a cell of a table. */
    private static String sentence(String comment) {
        String text =
                comment.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\s+", " ").strip();
        String plain = TAG.matcher(text).replaceAll("`$1$2`").replace("|", "\\|");
        String result = plain.startsWith("@return ") ? "Returns " + plain.substring("@return ".length()) : plain;
        if (result.startsWith("@")) {
            return "";
        }
        Matcher end = END.matcher(result);
        return end.find() ? result.substring(0, end.start()) : result;
    }
}
