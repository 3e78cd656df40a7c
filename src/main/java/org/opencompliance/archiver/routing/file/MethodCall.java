package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method as routes call it: {@code name} or {@code name(argument, argument)}.
 *
 * @param arguments empty if the text has no parentheses, so that Camel chooses the arguments
 */
public record MethodCall(String name, Optional<List<String>> arguments) {

    public static MethodCall parse(String text) {
        int open = text.indexOf('(');
        if (open < 0 || !text.stripTrailing().endsWith(")")) {
            return new MethodCall(text.strip(), Optional.empty());
        }
        String inner = text.substring(open + 1, text.lastIndexOf(')'));
        return new MethodCall(text.substring(0, open).strip(), Optional.of(split(inner)));
    }

    /** Splits at commas outside of quotes, braces and parentheses. */
    private static List<String> split(String inner) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int at = 0; at < inner.length(); at++) {
            char c = inner.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{' || c == '(') {
                depth++;
            } else if (c == '}' || c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(inner.substring(from, at).strip());
                from = at + 1;
            }
        }
        if (!inner.isBlank()) {
            parts.add(inner.substring(from).strip());
        }
        return parts;
    }
}
