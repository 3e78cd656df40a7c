package org.opencompliance.archiver.routing.check.bean;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opencompliance.archiver.configuration.ClosestName;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.check.context.Words;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;

/**
 * The texts that Camel makes into a value of a class: the constants of an enumeration, or those of a class with constants
 * and a method {@code of(String)}, which also accepts other texts and refuses the rest with an {@link
 * IllegalArgumentException} that says what to write.
 */
final class Constants {

    private static final String FACTORY = "of";

    private final RouteContext context;

    Constants(RouteContext context) {
        this.context = context;
    }

    /** Whether a route names the values of the class. */
    static boolean are(Class<?> type) {
        return type.isEnum() || factory(type).isPresent() && !names(type).isEmpty();
    }

    /** The error of a text that is no value of the class; also of one that is almost a constant. */
    Optional<Finding> wrong(RouteFile file, int line, String text, Class<?> type) {
        if (type.isEnum()) {
            return context.isConstant(type, text) ? Optional.empty() : Optional.of(notOne(file, line, text, type));
        }
        Set<String> known = inFormOf(text, names(type));
        Optional<String> close = ClosestName.similar(text, known);
        if (close.isPresent() && !close.get().equals(text)) {
            return Optional.of(file.error(
                    line,
                    "There is no " + type.getSimpleName() + " " + text,
                    "Write " + close.get() + ", or a name of your own that is less like it"));
        }
        return refusal(type, text)
                .map(correction -> file.error(line, "There is no " + type.getSimpleName() + " " + text, correction));
    }

    private static Finding notOne(RouteFile file, int line, String text, Class<?> type) {
        Set<String> constants = inFormOf(text, names(type));
        return file.error(
                line,
                "There is no " + type.getSimpleName() + " " + text,
                Words.write(text, constants, "Write %s", "Write one of " + String.join(", ", constants)));
    }

    /** Why the class refuses the text; empty if it accepts it. */
    private static Optional<String> refusal(Class<?> type, String text) {
        try {
            factory(type).orElseThrow().invoke(null, text);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(type + " has a factory that is not public", e);
        }
    }

    private static Optional<Method> factory(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(FACTORY) && method.getReturnType() == type)
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
                .findFirst();
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.getType() == type && Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Lower-case words with hyphens for a text in lower case. */
    private static Set<String> inFormOf(String text, Set<String> names) {
        boolean lower = text.equals(text.toLowerCase(Locale.ROOT));
        return names.stream()
                .map(name -> lower ? name.toLowerCase(Locale.ROOT).replace('_', '-') : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
