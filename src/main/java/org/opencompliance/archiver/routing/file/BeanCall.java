package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/**
 * A place where a route names a bean.
 *
 * @param line the line of the bean's name
 * @param bean its name
 * @param methodLine the line of the method
 * @param method the method as written; empty if the place names none
 */
public record BeanCall(int line, String bean, int methodLine, String method) {

    private static final String FUNCTION = "bean:";
    private static final String METHOD = "method=";
    private static final String METHOD_FIELD = "method";

    /** All calls in a part: as a step, as an expression, and in texts. */
    public static List<BeanCall> in(RoutePart part) {
        List<BeanCall> calls = new ArrayList<>();
        for (Field field : part.node().all(RoutePart.PROSE)) {
            YamlValue value = field.value();
            if (value.has("ref") && List.of("bean", "method", "process").contains(field.name())) {
                calls.add(of(value));
            }
            if (value.isText()) {
                inText(field, calls);
            }
        }
        return calls;
    }

    /** The call of a step or an expression with the fields {@code ref} and {@code method}. */
    public static BeanCall of(YamlValue value) {
        int line = value.lineOf("ref");
        int methodLine = value.has(METHOD_FIELD) ? value.lineOf(METHOD_FIELD) : line;
        return new BeanCall(line, value.text("ref"), methodLine, value.text(METHOD_FIELD));
    }

    /** The call of a function {@code bean:name?method=text} or {@code bean:name.method}. */
    public static BeanCall ofFunction(int line, String function) {
        String text = function.substring(FUNCTION.length());
        int options = text.indexOf('?');
        int dot = text.indexOf('.');
        if (options < 0 && dot > 0) {
            return new BeanCall(line, text.substring(0, dot), line, text.substring(dot + 1));
        }
        int method = text.indexOf(METHOD);
        String bean = options < 0 ? text : text.substring(0, options);
        return new BeanCall(line, bean, line, method < 0 ? "" : text.substring(method + METHOD.length()));
    }

    private static void inText(Field field, List<BeanCall> calls) {
        for (String function : SimpleText.functions(field.value().text())) {
            if (function.startsWith(FUNCTION)) {
                calls.add(ofFunction(field.line(), function));
            }
        }
    }
}
