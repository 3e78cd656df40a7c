package org.opencompliance.archiver.routing.check.bean;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.check.context.Words;
import org.opencompliance.archiver.routing.file.BeanCall;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/** The beans that routes name: those of the program, and those that route files define. */
public final class Beans {

    private static final Set<String> BY_NAME = Set.of("executorService", "aggregationStrategy", "idempotentRepository");
    /** A value that begins with one of these names a class. */
    private static final Set<String> BY_CLASS = Set.of("#class:", "#type:", "#autowired", "#valueAs");

    private static final String BEAN = "#bean:";

    private final RouteContext context;
    private final Map<String, String> defined = new HashMap<>();
    private final Set<String> known;

    public Beans(RouteFolder folder, RouteContext context) {
        this.context = context;
        for (RouteFile file : folder.files()) {
            for (YamlValue item : file.root().elements()) {
                item.at("beans").elements().forEach(bean -> defined.put(bean.text("name"), bean.text("type")));
            }
        }
        known = new TreeSet<>(context.beanNames());
        known.addAll(defined.keySet());
    }

    /** The class of a bean; empty if there is no such bean or the class is not known. */
    Optional<Class<?>> type(String bean) {
        String type = defined.get(bean);
        return type == null ? context.beanType(bean) : context.type(type);
    }

    public List<Finding> unknown(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            if (context.starts(part)) {
                BeanCall.in(part).forEach(call -> unknown(file, call.line(), call.bean(), findings));
                part.node().all(RoutePart.PROSE).forEach(field -> unknown(file, field, findings));
            }
        }
        return findings;
    }

    private void unknown(RouteFile file, Field field, List<Finding> findings) {
        reference(field).ifPresent(name -> unknown(file, field.line(), name, findings));
    }

    /** The bean that a text names, as {@code #bean:name}, as {@code #name}, or in a field for names. */
    private Optional<String> reference(Field field) {
        String text = field.value().text();
        if (text.startsWith(BEAN)) {
            return Optional.of(text.substring(BEAN.length()));
        }
        if (text.startsWith("#")) {
            return isName(text) ? Optional.of(text.substring(1)) : Optional.empty();
        }
        boolean named = BY_NAME.contains(field.name()) || field.name().endsWith("Ref");
        boolean pool = field.name().equals("executorService") && context.hasThreadPool(text);
        return named && !pool && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** Whether the text behind the hash is the name of a bean. */
    private static boolean isName(String text) {
        return text.length() > 1
                && Character.isLetter(text.charAt(1))
                && BY_CLASS.stream().noneMatch(text::startsWith);
    }

    private void unknown(RouteFile file, int line, String name, List<Finding> findings) {
        boolean dynamic =
                name.contains("${") || name.contains("{{") || name.startsWith("class:") || name.startsWith("type:");
        if (!dynamic && !defined.containsKey(name) && context.beanType(name).isEmpty()) {
            findings.add(file.error(
                    line, "There is no bean " + name, Words.write(name, known, "Write %s", "Correct the name")));
        }
    }
}
