package org.opencompliance.archiver.routing.expression;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** A path of properties, such as {@code order.item.id}, each read by the only public method without parameters that its name fits. */
final class Getters {

    /** The result of a path that has to be read by other means. */
    static final Object UNCLEAR = new Object();

    private static final Pattern PATH = Pattern.compile("\\.?[A-Za-z]\\w*(\\.[A-Za-z]\\w*)*");
    private static final Map<String, Optional<Getters>> PATHS = new ConcurrentHashMap<>();
    /** Routes have a few dozen paths; a path in a message must not fill the memory. */
    private static final int MOST_PATHS = 1000;

    private static final Set<String> OF_EVERY_OBJECT = Set.of("getClass", "hashCode", "toString");

    private static final ClassValue<Map<String, Optional<Method>>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, Optional<Method>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final String[] names;

    private Getters(String[] names) {
        this.names = names;
    }

    /** The path, if it consists of properties only. */
    static Optional<Getters> of(String path) {
        Optional<Getters> known = PATHS.get(path);
        if (known == null) {
            known = parse(path);
            if (PATHS.size() < MOST_PATHS) {
                PATHS.put(path, known);
            }
        }
        return known;
    }

    private static Optional<Getters> parse(String path) {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Getters((path.startsWith(".") ? path.substring(1) : path).split("\\.")));
    }

    /** The value, which can be null, or {@link #UNCLEAR}. */
    Object read(Object bean) {
        Object value = bean;
        for (String name : names) {
            Method method =
                    value == null ? null : method(value.getClass(), name).orElse(null);
            if (method == null) {
                return UNCLEAR;
            }
            try {
                value = method.invoke(value);
            } catch (ReflectiveOperationException e) {
                return UNCLEAR;
            }
            if (value instanceof Callable || value instanceof CompletionStage || value instanceof Exchange) {
                return UNCLEAR;
            }
        }
        return value;
    }

    private static Optional<Method> method(Class<?> type, String name) {
        Map<String, Optional<Method>> known = METHODS.get(type);
        Optional<Method> method = known.get(name);
        if (method == null) {
            method = find(type, name);
            if (method.isPresent()) {
                known.put(name, method);
            }
        }
        return method;
    }

    private static Optional<Method> find(Class<?> type, String name) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Method found = null;
        for (Method method : type.getMethods()) {
            String called = method.getName();
            boolean is = called.equals("is" + capital);
            if (is && method.getReturnType() != boolean.class) {
                return Optional.empty();
            }
            if (is || called.equals(name) || called.equals("get" + capital)) {
                if (found != null || !isGetter(method)) {
                    return Optional.empty();
                }
                found = method;
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0
                && !OF_EVERY_OBJECT.contains(method.getName())
                && method.getReturnType() != void.class
                && !Modifier.isStatic(method.getModifiers())
                && !method.isBridge()
                && Modifier.isPublic(method.getDeclaringClass().getModifiers());
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}
