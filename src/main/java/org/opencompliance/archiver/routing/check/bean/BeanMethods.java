package org.opencompliance.archiver.routing.check.bean;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.Registry;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.check.context.Words;
import org.opencompliance.archiver.routing.file.BeanCall;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.MethodCall;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RoutePart;

/** The methods that routes call: each exists with as many parameters, and Camel has no choice between two. */
public final class BeanMethods {

    /** Parameters that Camel fills without an annotation. */
    private static final Set<Class<?>> FILLED =
            Set.of(Exchange.class, Message.class, CamelContext.class, TypeConverter.class, Registry.class);

    private static final Set<String> OF_OBJECT =
            Arrays.stream(Object.class.getMethods()).map(Method::getName).collect(Collectors.toSet());

    private final RouteContext context;
    private final Beans beans;
    private final Map<Class<?>, Map<String, List<Method>>> methods = new HashMap<>();

    public BeanMethods(RouteContext context, Beans beans) {
        this.context = context;
        this.beans = beans;
    }

    public List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            if (context.starts(part)) {
                BeanCall.in(part).forEach(call -> check(file, call, findings));
            }
        }
        return findings;
    }

    /** The method of a call; empty if it cannot be told. */
    Optional<Method> of(BeanCall call) {
        List<Method> candidates = candidates(call);
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private List<Method> candidates(BeanCall call) {
        MethodCall written = MethodCall.parse(call.method());
        return named(call, written.name()).stream()
                .filter(method -> written.arguments().isEmpty()
                        || written.arguments().get().size() == method.getParameterCount())
                .toList();
    }

    private List<Method> named(BeanCall call, String name) {
        return beans.type(call.bean())
                .map(type -> methods.computeIfAbsent(type, BeanMethods::byName))
                .map(all -> all.getOrDefault(name, List.of()))
                .orElse(List.of());
    }

    private static Map<String, List<Method>> byName(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !method.isBridge())
                .collect(Collectors.groupingBy(Method::getName));
    }

    private void check(RouteFile file, BeanCall call, List<Finding> findings) {
        Optional<Class<?>> type = beans.type(call.bean());
        if (type.isEmpty() || call.method().isBlank()) {
            return;
        }
        MethodCall written = MethodCall.parse(call.method());
        if (written.name().contains("{{")) {
            return;
        }
        List<Method> named = named(call, written.name());
        List<Method> candidates = candidates(call);
        if (named.isEmpty()) {
            findings.add(file.error(
                    call.methodLine(),
                    "The bean " + call.bean() + " has no method " + written.name(),
                    Words.write(written.name(), methods(type.get()), "Write %s", "Correct the name")));
        } else if (candidates.isEmpty()) {
            findings.add(file.error(
                    call.methodLine(),
                    "The method " + written.name() + " of " + call.bean() + " gets "
                            + count(written.arguments().orElseThrow().size()),
                    "Write " + named.stream().map(BeanMethods::shown).collect(Collectors.joining(" or "))));
        } else if (candidates.size() > 1) {
            findings.add(file.error(
                    call.methodLine(),
                    "The bean " + call.bean() + " has " + candidates.size() + " methods " + written.name()
                            + " that fit, and Camel may choose another one",
                    "Call one with another number of arguments, or rename it in Java"));
        } else if (written.arguments().isEmpty()) {
            unfilled(file, call, candidates.get(0), findings);
        }
    }

    /** Without arguments, Camel gives the body to one parameter and knows nothing for a second one. */
    private static void unfilled(RouteFile file, BeanCall call, Method method, List<Finding> findings) {
        List<Parameter> open = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getAnnotations().length == 0 && !FILLED.contains(parameter.getType()))
                .toList();
        if (open.size() > 1) {
            findings.add(file.error(
                    call.methodLine(),
                    "The method " + method.getName() + " of " + call.bean() + " gets no arguments",
                    "Write " + shown(method)));
        }
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !OF_OBJECT.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String count(int arguments) {
        return arguments == 1 ? "1 argument" : arguments + " arguments";
    }

    /** As {@code name(type, type)}. */
    static String shown(Method method) {
        return method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
