package org.opencompliance.archiver.exchange.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A field like {@code Content-Type}: a value and the known parameters. Accepts common deviations: missing quotes,
 * spaces, backslashes of Windows paths, non-ASCII characters. Decodes parameters by RFC 2231, continued or not, and
 * by RFC 2047, although that is forbidden here.
 */
final class ContentField {

    /** Others are not kept: a field can have hundreds of thousands of parameters. */
    private static final Set<String> KEPT = Set.of("boundary", "charset", "filename", "name");

    private final String value;
    private final Map<String, ParameterValue> parameters = new HashMap<>();
    private final String text;
    private int pos;

    private ContentField(String text) {
        this.text = text;
        this.value = until(";").toLowerCase(Locale.ROOT);
        while (pos < text.length()) {
            CpuBudget.check();
            pos++;
            parameter();
        }
    }

    static ContentField parse(String unfolded) {
        return new ContentField(unfolded);
    }

    /** In lower case, without parameters. */
    String value() {
        return value;
    }

    /** The decoded parameter, or null. */
    String parameter(String name) {
        ParameterValue found = parameters.get(name);
        return found == null ? null : found.decoded();
    }

    private void parameter() {
        String name = until("=;").toLowerCase(Locale.ROOT);
        if (pos >= text.length() || text.charAt(pos) == ';') {
            return;
        }
        pos++;
        skipSpace();
        boolean quoted = pos < text.length() && text.charAt(pos) == '"';
        String written = quoted ? quoted() : until(";");
        int star = name.indexOf('*');
        String base = star < 0 ? name : name.substring(0, star);
        if (KEPT.contains(base)) {
            parameters
                    .computeIfAbsent(base, key -> new ParameterValue())
                    .add(star < 0 ? "" : name.substring(star), written);
        }
    }

    private String until(String delimiters) {
        int start = pos;
        while (pos < text.length() && delimiters.indexOf(text.charAt(pos)) < 0) {
            pos++;
        }
        return text.substring(start, pos).strip();
    }

    private String quoted() {
        StringBuilder content = new StringBuilder();
        pos++;
        while (pos < text.length() && text.charAt(pos) != '"') {
            // programs escape only these two; any other backslash belongs to a Windows path
            if (text.startsWith("\\\"", pos) || text.startsWith("\\\\", pos)) {
                pos++;
            }
            content.append(text.charAt(pos++));
        }
        until(";");
        return content.toString();
    }

    private void skipSpace() {
        while (pos < text.length() && Character.isWhitespace(text.charAt(pos))) {
            pos++;
        }
    }
}
