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
        String text = field.value().text();
        if (text.isEmpty() || BY_CLASS.stream().anyMatch(text::startsWith)) {
            return;
        }
        boolean pool = field.name().equals("executorService") && context.hasThreadPool(text);
        if (text.startsWith(BEAN)) {
            unknown(file, field.line(), text.substring(BEAN.length()), findings);
        } else if (text.length() > 1 && text.charAt(0) == '#' && Character.isLetter(text.charAt(1))) {
            unknown(file, field.line(), text.substring(1), findings);
        } else if ((BY_NAME.contains(field.name()) || field.name().endsWith("Ref")) && !pool) {
            unknown(file, field.line(), text, findings);
        }
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
