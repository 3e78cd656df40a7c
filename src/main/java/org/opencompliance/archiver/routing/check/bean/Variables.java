package org.opencompliance.archiver.routing.check.bean;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.opencompliance.archiver.configuration.ClosestName;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.check.context.Words;
import org.opencompliance.archiver.routing.file.BeanCall;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.SimpleText;
import org.opencompliance.archiver.routing.file.VariableWrite;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/**
 * The exchange variables. Camel reads a variable that nothing sets as null, and a condition on it is false without a
 * message; so each variable that is read is set by a step, or a description documents it: {@code In: variables a and b} for
 * a route, {@code Sets variables a and b} for a step whose bean sets them.
 */
public final class Variables {

    /** A text that a step sets as the value of a variable. */
    record Constant(RouteFile file, int line, String text) {}

    private static final Pattern DOCUMENTED = Pattern.compile(
            "\\b(?:In: |Sets |body, )"
                    + "(?:variable (?<one>\\w{1,60})|variables (?<first>\\w{1,60}(?:, \\w{1,60}){0,9}) and (?<last>\\w{1,60}))");

    private final RouteContext context;
    private final BeanMethods methods;
    private final Set<String> set = new TreeSet<>();
    private final Set<String> read = new TreeSet<>();
    private final Map<String, List<Constant>> constants = new HashMap<>();

    public Variables(RouteFolder folder, RouteContext context, BeanMethods methods) {
        this.context = context;
        this.methods = methods;
        folder.parts().forEach(this::collect);
        folder.parts().forEach(this::collectReads);
    }

    /** The names of all variables that are set. */
    Set<String> names() {
        return set;
    }

    List<Constant> constants(String variable) {
        return constants.getOrDefault(variable, List.of());
    }

    public List<Finding> unset(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            part.node().all(RoutePart.PROSE).forEach(field -> unset(file, field, findings));
            if (context.starts(part)) {
                BeanCall.in(part)
                        .forEach(call -> methods.of(call).ifPresent(method -> unset(file, call, method, findings)));
            }
        }
        return findings;
    }

    /** Variables that a step sets under a name that no step reads, beside a similar one that steps read: probably misspelt. */
    public List<Finding> unread(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            for (VariableWrite write : VariableWrite.in(part)) {
                if (!read.contains(write.name())) {
                    ClosestName.similar(write.name(), read)
                            .ifPresent(close -> findings.add(file.error(
                                    write.line(),
                                    "No step reads the variable " + write.name(),
                                    "Write " + close + ", or a name of your own that is less like it")));
                }
            }
        }
        return findings;
    }

    private void unset(RouteFile file, Field field, List<Finding> findings) {
        reads(field).forEach(name -> unset(file, field.line(), name, "", findings));
    }

    private static List<String> reads(Field field) {
        List<String> names = new ArrayList<>();
        YamlValue value = field.value();
        if (field.name().equals("variableSend")) {
            names.add(value.text());
        } else if (field.name().equals("variable") && field.line() > 0) {
            names.add(value.isText() ? value.text() : value.text("expression"));
        }
        SimpleText.functions(value.text()).forEach(function -> name(function).ifPresent(names::add));
        return names;
    }

    private void unset(RouteFile file, BeanCall call, Method method, List<Finding> findings) {
        for (Parameter parameter : method.getParameters()) {
            Variable named = parameter.getAnnotation(Variable.class);
            boolean filled = call.method().contains("(");
            if (named != null && !filled) {
                String by = ", which the method " + method.getName() + " of " + call.bean() + " reads";
                unset(file, call.methodLine(), named.value(), by, findings);
            }
        }
    }

    private void unset(RouteFile file, int line, String name, String by, List<Finding> findings) {
        boolean plain =
                !name.isEmpty() && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
        if (plain && !set.contains(name)) {
            findings.add(file.error(
                    line,
                    "No step sets the variable " + name + by,
                    Words.write(
                            name, set, "Write %s", "Set it in a step, or document it as 'In: variable " + name + "'")));
        }
    }

    /** The name in {@code variable.name.property}, {@code variable:name} or {@code variableAs(name, type)}. */
    static Optional<String> name(String function) {
        for (String begin : List.of("variable.", "variable?.", "variable:", "variableAs(")) {
            if (function.startsWith(begin)) {
                int end = begin.length();
                while (end < function.length() && ".?[,)".indexOf(function.charAt(end)) < 0) {
                    end++;
                }
                return Optional.of(function.substring(begin.length(), end).strip());
            }
        }
        return Optional.empty();
    }

    private void collect(RoutePart part) {
        for (VariableWrite write : VariableWrite.in(part)) {
            set.add(write.name());
            constant(part, write);
        }
        part.node().all(Set.of()).stream()
                .filter(field -> field.name().equals("description"))
                .forEach(field -> documented(field.value().text()));
    }

    /** Also those that a called method has as a parameter. */
    private void collectReads(RoutePart part) {
        part.node().all(RoutePart.PROSE).forEach(field -> read.addAll(reads(field)));
        for (BeanCall call : BeanCall.in(part)) {
            methods.of(call).stream()
                    .flatMap(method -> Arrays.stream(method.getParameters()))
                    .map(parameter -> parameter.getAnnotation(Variable.class))
                    .filter(Objects::nonNull)
                    .forEach(variable -> read.add(variable.value()));
        }
    }

    private void constant(RoutePart part, VariableWrite write) {
        YamlValue step = write.step();
        YamlValue constant = step.has("constant") ? step.at("constant") : step.at("expression", "constant");
        if (!constant.isMissing()) {
            int line = constant.isText() ? constant.line() : constant.lineOf("expression");
            String text = constant.isText() ? constant.text() : constant.text("expression");
            constants
                    .computeIfAbsent(write.name(), any -> new ArrayList<>())
                    .add(new Constant(part.file(), line, text));
        }
    }

    private void documented(String description) {
        Matcher matcher = DOCUMENTED.matcher(description);
        while (matcher.find()) {
            set.add(matcher.group("one") == null ? matcher.group("last") : matcher.group("one"));
            String first = matcher.group("first") == null ? "" : matcher.group("first");
            Arrays.stream(first.split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(set::add);
        }
    }
}
