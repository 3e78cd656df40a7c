package org.opencompliance.archiver.routing.check.bean;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.BeanCall;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.MethodCall;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.SimpleText;

/** The literal arguments of methods: a constant of an enumeration, true or false, a number, a quoted text. */
public final class Arguments {

    private static final String VARIABLE = "variable.";
    private static final Set<String> WORDS = Set.of("true", "false", "null", "*");
    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, double.class);

    private final RouteContext context;
    private final Constants constants;
    private final BeanMethods methods;
    private final Variables variables;

    public Arguments(RouteContext context, BeanMethods methods, Variables variables) {
        this.context = context;
        this.constants = new Constants(context);
        this.methods = methods;
        this.variables = variables;
    }

    public List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            if (context.starts(part)) {
                for (BeanCall call : BeanCall.in(part)) {
                    methods.of(call).ifPresent(method -> check(file, call, method, findings));
                }
            }
        }
        return findings;
    }

    private void check(RouteFile file, BeanCall call, Method method, List<Finding> findings) {
        List<String> arguments = MethodCall.parse(call.method()).arguments().orElse(List.of());
        for (int i = 0; i < arguments.size(); i++) {
            Class<?> type = method.getParameterTypes()[i];
            String argument = arguments.get(i);
            String text = unquoted(argument);
            if (text != null) {
                literal(file, call.methodLine(), text, type, findings);
            } else if (!argument.contains("${") && !argument.contains("{{")) {
                bare(file, call.methodLine(), argument, type, findings);
            } else {
                constants(SimpleText.only(argument), type, findings);
            }
        }
    }

    private static String unquoted(String argument) {
        boolean quoted = argument.length() > 1
                && (argument.charAt(0) == '\'' || argument.charAt(0) == '"')
                && argument.charAt(argument.length() - 1) == argument.charAt(0);
        return quoted ? argument.substring(1, argument.length() - 1) : null;
    }

    private void literal(RouteFile file, int line, String text, Class<?> type, List<Finding> findings) {
        if (Constants.are(type) && !text.contains("${")) {
            constants.wrong(file, line, text, type).ifPresent(findings::add);
        }
    }

    private static void bare(RouteFile file, int line, String text, Class<?> type, List<Finding> findings) {
        boolean word = WORDS.contains(text);
        boolean number = isNumber(text);
        if (!word && !number && !text.endsWith(".class")) {
            findings.add(file.error(line, "The argument " + text + " has no quotes", "Write '" + text + "'"));
        } else if (type == boolean.class && number) {
            findings.add(file.error(line, "The argument " + text + " is a number", "Write true or false"));
        } else if (NUMBERS.contains(type) && word) {
            findings.add(file.error(line, "The argument " + text + " is no number", "Write a number"));
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '.');
    }

    /** The constants that steps set in a variable that is the whole argument. */
    private void constants(String function, Class<?> type, List<Finding> findings) {
        if (!Constants.are(type) || !function.startsWith(VARIABLE)) {
            return;
        }
        for (Variables.Constant constant : variables.constants(function.substring(VARIABLE.length()))) {
            literal(constant.file(), constant.line(), constant.text(), type, findings);
        }
    }
}
