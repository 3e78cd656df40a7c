package org.opencompliance.archiver.routing.check.bean;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The properties of a class as Simple reads them: {@code name}, {@code getName} or {@code isName}. */
final class Properties {

    private Properties() {}

    /** A step of a path that its class does not have. */
    record Missing(Class<?> type, String name) {}

    /** The class at the end of a path, or the step that is missing; both empty if a class on the way is not known. */
    record End(Optional<Class<?>> type, Optional<Missing> missing) {}

    /** @param path property names with dots between them; empty for the object itself */
    static End follow(Class<?> type, String path) {
        Class<?> at = type;
        for (String step : steps(path)) {
            if (isOpen(at)) {
                return new End(Optional.empty(), Optional.empty());
            }
            Optional<Method> method = method(at, step);
            if (method.isEmpty()) {
                return new End(Optional.empty(), Optional.of(new Missing(at, step)));
            }
            at = boxed(method.get().getReturnType());
        }
        return new End(Optional.of(at), Optional.empty());
    }

    private static List<String> steps(String path) {
        return Arrays.stream(path.split("\\."))
                .map(step -> step.replace("?", "").strip())
                .filter(step -> !step.isEmpty())
                .toList();
    }

    /** Whether it may have properties that its class does not show. */
    private static boolean isOpen(Class<?> type) {
        return type == Object.class || type.isArray() || Map.class.isAssignableFrom(type);
    }

    private static Optional<Method> method(Class<?> type, String step) {
        int open = step.indexOf('(');
        String name = open < 0 ? step : step.substring(0, open);
        if (name.contains("[")) {
            // the elements of a collection have no known class
            return Optional.of(OF_OBJECT);
        }
        String upper = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return List.of("get" + upper, "is" + upper, name).stream()
                .flatMap(each -> Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().equals(each))
                        .filter(method -> open >= 0 || method.getParameterCount() == 0))
                .findFirst();
    }

    private static final Method OF_OBJECT = ofObject();

    private static Method ofObject() {
        try {
            return Optional.class.getMethod("get");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names that a path can go on with. */
    static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class) {
                names.add(property(method.getName()));
            }
        }
        return names;
    }

    private static String property(String method) {
        for (String begin : List.of("get", "is")) {
            if (method.length() > begin.length()
                    && method.startsWith(begin)
                    && Character.isUpperCase(method.charAt(begin.length()))) {
                String rest = method.substring(begin.length());
                return Character.toLowerCase(rest.charAt(0)) + rest.substring(1);
            }
        }
        return method;
    }

    static Class<?> boxed(Class<?> type) {
        return type == boolean.class ? Boolean.class : type.isPrimitive() ? Number.class : type;
    }
}
