package org.opencompliance.archiver.conventions;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.opencompliance.archiver.routing.file.BeanCall;
import org.opencompliance.archiver.routing.file.MethodCall;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.VariableWrite;

/** The tables of what the routes may use: variables, beans, objects and headers. */
final class RouteReference {

    private static final String VARIABLES = "| variable | holds | set by |\n|---|---|---|\n";
    private static final String BEANS = "| method | result | description |\n|---|---|---|\n";
    private static final String OBJECTS = "| type | description | properties |\n|---|---|---|\n";
    private static final String HEADERS = "| header | holds | set by | read or removed by |\n|---|---|---|---|\n";
    private static final String OWN = "org.opencompliance.";
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("hashCode", "toString", "getClass", "notify", "notifyAll", "wait");

    private final RouteFolder folder;
    private final Function<String, Optional<Class<?>>> beans;

    /** @param beans the class of a bean */
    RouteReference(RouteFolder folder, Function<String, Optional<Class<?>>> beans) {
        this.folder = folder;
        this.beans = beans;
    }

    /** @param holds the sentence of each variable; a missing one stays empty */
    String variables(Map<String, String> holds) {
        return VARIABLES
                + setBy().entrySet().stream()
                        .map(each -> "| `" + each.getKey() + "` | " + holds.getOrDefault(each.getKey(), "") + " | "
                                + code(each.getValue()) + " |\n")
                        .collect(Collectors.joining());
    }

    /** The routes that set each variable. */
    Map<String, Set<String>> setBy() {
        Map<String, Set<String>> setBy = new TreeMap<>();
        for (RoutePart part : folder.parts().toList()) {
            VariableWrite.in(part).forEach(write -> setBy.computeIfAbsent(write.name(), any -> new TreeSet<>())
                    .add(part.id()));
        }
        return setBy;
    }

    /** The methods that the routes call. */
    String beans() {
        StringBuilder text = new StringBuilder();
        methods().forEach((bean, methods) -> {
            Class<?> type = beans.apply(bean).orElseThrow();
            text.append("### ")
                    .append(bean)
                    .append("\n\n")
                    .append(FirstSentence.of(type))
                    .append(".\n\n")
                    .append(BEANS);
            methods.forEach((call, method) -> text.append(row(call, method)));
            text.append("\n");
        });
        return text.toString();
    }

    /** By bean, and by the call as it is written. */
    Map<String, Map<String, Method>> methods() {
        Map<String, Map<String, Method>> methods = new TreeMap<>();
        folder.parts()
                .flatMap(part -> BeanCall.in(part).stream())
                .filter(call -> !call.method().isEmpty())
                .forEach(call -> method(call)
                        .ifPresent(method -> methods.computeIfAbsent(call.bean(), any -> new TreeMap<>())
                                .put(written(method), method)));
        return methods;
    }

    /** The types of arguments and results, with the properties that Simple reads. */
    String objects() {
        Map<String, Class<?>> types = new TreeMap<>();
        methods().values().forEach(methods -> methods.values().forEach(method -> {
            add(types, method.getGenericReturnType());
            Arrays.stream(method.getGenericParameterTypes()).forEach(type -> add(types, type));
        }));
        return OBJECTS
                + types.values().stream()
                        .map(type -> "| `" + name(type).replace("`", "") + "` | " + FirstSentence.of(type) + " | "
                                + code(properties(type)) + " |\n")
                        .collect(Collectors.joining());
    }

    /** @param holds the sentence of each header; a missing one stays empty */
    String headers(HeaderUse use, Map<String, String> holds) {
        return HEADERS
                + use.names().stream()
                        .map(name -> "| `" + name + "` | " + holds.getOrDefault(name, "") + " | "
                                + code(use.by().getOrDefault(name, Set.of())) + " | "
                                + code(use.readBy().getOrDefault(name, Set.of())) + " |\n")
                        .collect(Collectors.joining());
    }

    private static void add(Map<String, Class<?>> types, Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> add(types, argument));
        } else if (type instanceof Class<?> plain && plain.getName().startsWith(OWN)) {
            types.put(name(plain), plain);
        }
    }

    /** As Simple names them: without get and is. */
    private static Set<String> properties(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0 && method.getReturnType() != void.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .map(Method::getName)
                .filter(name -> !OF_EVERY_OBJECT.contains(name))
                .map(name -> name.matches("(get|is)[A-Z].*")
                        ? Introspector.decapitalize(name.replaceFirst("^(get|is)", ""))
                        : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Method> method(BeanCall call) {
        MethodCall written = MethodCall.parse(call.method());
        return beans.apply(call.bean()).stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getName().equals(written.name()) && !method.isBridge())
                .filter(method -> written.arguments().isEmpty()
                        || written.arguments().get().size() == method.getParameterCount())
                .findFirst();
    }

    private static String written(Method method) {
        return method.getName() + "("
                + Arrays.stream(method.getParameters())
                        .map(RouteReference::shown)
                        .collect(Collectors.joining(", ")) + ")";
    }

    private static String row(String call, Method method) {
        String gives = method.getReturnType() == void.class ? "" : name(method.getGenericReturnType());
        return "| `" + call + "` | " + gives + " | " + FirstSentence.of(method) + " |\n";
    }

    /** Camel gives an exchange by itself; it is not written in the call. */
    private static String shown(Parameter parameter) {
        Variable variable = parameter.getAnnotation(Variable.class);
        String shown = name(parameter.getParameterizedType()).replace("`", "") + " " + parameter.getName();
        return variable == null ? shown : shown + " = variable " + variable.value();
    }

    /** Without packages, as {@code List<Delivery>}. */
    private static String name(Type type) {
        return "`" + type.getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "") + "`";
    }

    private static String code(Set<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** The sentences of the first table in a page, by variable. */
    static Map<String, String> holds(String table) {
        Map<String, String> holds = new TreeMap<>();
        Stream.of(table.split("\n"))
                .map(line -> List.of(line.split("\\|")))
                .filter(cells -> cells.size() >= 4 && cells.get(1).contains("`"))
                .forEach(cells -> holds.put(
                        cells.get(1).replace("`", "").strip(), cells.get(2).strip()));
        return holds;
    }
}
