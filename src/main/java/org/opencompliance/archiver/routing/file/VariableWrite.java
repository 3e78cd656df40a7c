package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/**
 * A step that sets an exchange variable.
 *
 * @param name the variable
 * @param step the fields of the step, with the expression; of any other kind if the variable receives a body
 */
public record VariableWrite(String name, YamlValue step) {

    private static final Set<String> RECEIVES = Set.of("variableReceive");

    /** The line of the name. */
    public int line() {
        return step.has("name") ? step.lineOf("name") : step.line();
    }

    /** All steps of a part that set a variable. */
    public static List<VariableWrite> in(RoutePart part) {
        List<VariableWrite> writes = new ArrayList<>();
        for (Field field : part.node().all(RoutePart.PROSE)) {
            YamlValue value = field.value();
            switch (field.name()) {
                case "setVariable", "variables" -> writes.add(new VariableWrite(value.text("name"), value));
                case "convertVariableTo" -> writes.add(new VariableWrite(value.text("toName"), value));
                default -> {
                    if (RECEIVES.contains(field.name())) {
                        writes.add(new VariableWrite(value.text(), value));
                    }
                }
            }
        }
        return writes.stream().filter(write -> !write.name().isEmpty()).toList();
    }
}
