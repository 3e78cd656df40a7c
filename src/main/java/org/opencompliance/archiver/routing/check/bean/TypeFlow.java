package org.opencompliance.archiver.routing.check.bean;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Variable;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.BeanCall;
import org.opencompliance.archiver.routing.file.MethodCall;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.SimpleText;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/**
 * The classes of variables, as far as the steps show them: a method returns the value, a method gets it as an argument, or the
 * body comes from such a step just before.
 */
public final class TypeFlow {

    /** A variable may be set from another one: passes until each has its class. */
    private static final int PASSES = 3;

    private static final String BODY = "body";
    private static final String METHOD = "method";
    private static final String SIMPLE = "simple";
    private static final String EXPRESSION = "expression";

    /** Steps that leave the body as it is. */
    private static final Set<String> LEAVE = Set.of(
            "setVariable",
            "setVariables",
            "setHeader",
            "setHeaders",
            "setProperty",
            "removeHeader",
            "removeHeaders",
            "removeVariable",
            "log",
            "stop");

    private final RouteContext context;
    private final BeanMethods methods;
    private final Map<String, Set<Class<?>>> returned = new HashMap<>();
    private final Map<String, Set<Class<?>>> taken = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    public TypeFlow(RouteFolder folder, RouteContext context, BeanMethods methods) {
        this.context = context;
        this.methods = methods;
        List<RoutePart> parts = folder.parts().filter(context::starts).toList();
        parts.forEach(this::take);
        for (int pass = 0; pass < PASSES; pass++) {
            open.clear();
            parts.forEach(part -> walk(part.node(), Optional.empty()));
        }
    }

    /** The possible classes of a variable; empty if none is known. */
    Set<Class<?>> types(String variable) {
        Set<Class<?>> types = new HashSet<>(returned.getOrDefault(variable, Set.of()));
        if (open.contains(variable) || types.isEmpty()) {
            types.addAll(taken.getOrDefault(variable, Set.of()));
        }
        return types;
    }

    /** Arguments that are a whole variable have the class of their parameter. */
    private void take(RoutePart part) {
        for (BeanCall call : BeanCall.in(part)) {
            List<String> arguments = MethodCall.parse(call.method()).arguments().orElse(List.of());
            methods.of(call).ifPresent(method -> {
                for (int i = 0; i < arguments.size(); i++) {
                    take(SimpleText.only(arguments.get(i)), method.getParameterTypes()[i]);
                }
                for (Parameter parameter : method.getParameters()) {
                    Variable named = parameter.getAnnotation(Variable.class);
                    if (named != null) {
                        take("variable." + named.value(), parameter.getType());
                    }
                }
            });
        }
    }

    private void take(String function, Class<?> type) {
        if (function.startsWith("variable.") && function.indexOf('.', "variable.".length()) < 0) {
            Variables.name(function).ifPresent(name -> taken.computeIfAbsent(name, any -> new HashSet<>())
                    .add(Properties.boxed(type)));
        }
    }

    private void walk(YamlValue value, Optional<Class<?>> body) {
        for (Field field : value.fields()) {
            boolean steps = field.name().equals("steps");
            Optional<Class<?>> current = body;
            for (YamlValue each : field.value().elements()) {
                if (steps) {
                    current = step(each, current);
                } else {
                    walk(each, inner(field.name(), body));
                }
            }
        }
    }

    /** The body in the steps of a step; a part of a split is an element of unknown class. */
    private static Optional<Class<?>> inner(String step, Optional<Class<?>> body) {
        return Set.of("split", "loop", "doCatch", "doFinally", "onException", "onCompletion", "from")
                        .contains(step)
                ? Optional.empty()
                : body;
    }

    private Optional<Class<?>> step(YamlValue step, Optional<Class<?>> body) {
        Optional<Class<?>> after = Optional.empty();
        for (Field field : step.fields()) {
            YamlValue value = field.value();
            if (field.name().equals("setVariable")) {
                set(value.text("name"), expression(value, body));
            }
            value.at("variables").elements().forEach(each -> set(each.text("name"), expression(each, body)));
            walk(value, inner(field.name(), body));
            after = after(field, body);
        }
        return after;
    }

    private void set(String variable, Optional<Class<?>> type) {
        if (type.isPresent()) {
            returned.computeIfAbsent(variable, any -> new HashSet<>()).add(type.get());
        } else {
            open.add(variable);
        }
    }

    private Optional<Class<?>> after(Field step, Optional<Class<?>> body) {
        YamlValue value = step.value();
        if (LEAVE.contains(step.name())) {
            return body;
        }
        return switch (step.name()) {
            case "bean" -> result(value, body);
            case "setBody" -> expression(value, body);
            case "unmarshal" ->
                value.fields().stream()
                        .map(format -> format.value().text("unmarshalType"))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .flatMap(context::type);
            default -> Optional.empty();
        };
    }

    private Optional<Class<?>> result(YamlValue call, Optional<Class<?>> before) {
        Optional<Method> method = methods.of(BeanCall.of(call));
        return method.isPresent() && method.get().getReturnType() == void.class
                ? before
                : method.flatMap(TypeFlow::type);
    }

    private static Optional<Class<?>> type(Method method) {
        Class<?> type = method.getReturnType();
        return type == Object.class || type == void.class ? Optional.empty() : Optional.of(Properties.boxed(type));
    }

    private Optional<Class<?>> expression(YamlValue step, Optional<Class<?>> body) {
        YamlValue expression = step.has(EXPRESSION) ? step.at(EXPRESSION) : step;
        if (expression.has(METHOD)) {
            return result(expression.at(METHOD), Optional.empty());
        }
        YamlValue simple = expression.at(SIMPLE);
        String function = SimpleText.only(simple.isText() ? simple.text() : simple.text(EXPRESSION));
        return function(function, body);
    }

    private Optional<Class<?>> function(String function, Optional<Class<?>> body) {
        if (function.equals(BODY)) {
            return body;
        }
        if (function.startsWith(BODY + ".")) {
            return body.flatMap(type -> Properties.follow(type, function.substring(BODY.length() + 1))
                    .type());
        }
        if (function.startsWith("bean:")) {
            return methods.of(BeanCall.ofFunction(0, function)).flatMap(TypeFlow::type);
        }
        Optional<String> variable = Variables.name(function);
        Set<Class<?>> types = variable.map(this::types).orElse(Set.of());
        return types.size() == 1
                ? Properties.follow(types.iterator().next(), Paths.after(function))
                        .type()
                : Optional.empty();
    }
}
