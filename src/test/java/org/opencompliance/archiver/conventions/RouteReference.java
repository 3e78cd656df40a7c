package org.opencompliance.archiver.conventions;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
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

/** The tables of the variables and the beans of the shipped routes. */
final class RouteReference {

    private static final String VARIABLES = "| variable | holds | set by |\n|---|---|---|\n";
    private static final String BEANS = "| bean | method | takes | gives |\n|---|---|---|---|\n";

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
        Set<String> rows = new TreeSet<>();
        folder.parts()
                .flatMap(part -> BeanCall.in(part).stream())
                .filter(call -> !call.method().isEmpty())
                .flatMap(call -> method(call).stream().map(method -> row(call.bean(), method)))
                .forEach(rows::add);
        return BEANS + String.join("", rows);
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

    private static String row(String bean, Method method) {
        String takes =
                Arrays.stream(method.getParameters()).map(RouteReference::shown).collect(Collectors.joining(", "));
        String gives = method.getReturnType() == void.class ? "" : name(method.getGenericReturnType());
        return "| `" + bean + "` | `" + method.getName() + "` | " + takes + " | " + gives + " |\n";
    }

    private static String shown(Parameter parameter) {
        Variable variable = parameter.getAnnotation(Variable.class);
        String type = name(parameter.getParameterizedType());
        return variable == null ? type : type + " (variable `" + variable.value() + "`)";
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
                .filter(cells -> cells.size() == 4 && cells.get(1).contains("`"))
                .forEach(cells -> holds.put(
                        cells.get(1).replace("`", "").strip(), cells.get(2).strip()));
        return holds;
    }
}
