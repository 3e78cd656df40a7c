package org.opencompliance.archiver.routing.check.bean;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.check.context.Words;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.SimpleText;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/** The properties of variables and exceptions that routes read, where their class is known. */
public final class Paths {

    private static final String EXCEPTION = "exception.";
    private static final Pattern COMPARED = Pattern.compile("} ?[=!]= ?'([^']{1,60})'");

    /** @param what the value whose property is read */
    private record Place(RouteFile file, int line, String what) {}

    private final RouteContext context;
    private final Constants values;
    private final TypeFlow types;

    public Paths(RouteContext context, TypeFlow types) {
        this.context = context;
        this.values = new Constants(context);
        this.types = types;
    }

    public List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            if (context.starts(part)) {
                part.node().all(RoutePart.PROSE).forEach(field -> check(file, field, findings));
                exceptions(file, part.node(), findings);
            }
        }
        return findings;
    }

    private void check(RouteFile file, Field field, List<Finding> findings) {
        for (String function : SimpleText.functions(field.value().text())) {
            Variables.name(function).ifPresent(name -> {
                Set<Class<?>> all = types.types(name);
                follow(new Place(file, field.line(), "variable " + name), all, after(function), findings);
                all.forEach(type -> Properties.follow(type, after(function))
                        .type()
                        .filter(Constants::are)
                        .ifPresent(constants -> compared(file, field, function, constants, findings)));
            });
        }
    }

    /** A comparison with a constant that does not exist is always false. */
    private void compared(RouteFile file, Field field, String function, Class<?> constants, List<Finding> findings) {
        String text = field.value().text();
        String rest = text.substring(text.indexOf(function) + function.length());
        Matcher compared = COMPARED.matcher(rest);
        if (compared.lookingAt()) {
            values.wrong(file, field.line(), compared.group(1), constants).ifPresent(findings::add);
        }
    }

    /** The exceptions that a response names have the properties that it reads. */
    private void exceptions(RouteFile file, YamlValue value, List<Finding> findings) {
        List<Class<?>> named = new ArrayList<>();
        value.at("exception").elements().forEach(each -> context.type(each.text())
                .ifPresent(named::add));
        if (!named.isEmpty()) {
            for (Field field : value.all(RoutePart.PROSE)) {
                for (String function : SimpleText.functions(field.value().text())) {
                    if (function.startsWith(EXCEPTION)) {
                        String path = function.substring(EXCEPTION.length());
                        follow(new Place(file, field.line(), "exception"), named, path, findings);
                    }
                }
            }
            return;
        }
        value.fields().stream()
                .flatMap(field -> field.value().elements().stream())
                .forEach(each -> exceptions(file, each, findings));
        if (value.isList()) {
            value.elements().forEach(each -> exceptions(file, each, findings));
        }
    }

    /** An error if none of the classes has the property. */
    private static void follow(Place place, Collection<Class<?>> all, String path, List<Finding> findings) {
        List<Properties.Missing> missing = new ArrayList<>();
        for (Class<?> type : all) {
            Properties.follow(type, path).missing().ifPresent(missing::add);
        }
        if (all.isEmpty() || missing.size() < all.size()) {
            return;
        }
        String name = missing.get(0).name();
        Set<String> known = new TreeSet<>();
        missing.forEach(each -> known.addAll(Properties.names(each.type())));
        findings.add(place.file()
                .error(
                        place.line(),
                        "The " + place.what() + " has no " + name + " in "
                                + missing.stream()
                                        .map(each -> each.type().getSimpleName())
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(" or ")),
                        Words.write(name, known, "Write %s", "Correct the name")));
    }

    /** The path behind the name of the variable. */
    static String after(String function) {
        if (!function.startsWith("variable.")) {
            return "";
        }
        int dot = function.indexOf('.', "variable.".length());
        return dot < 0 ? "" : function.substring(dot + 1);
    }
}
