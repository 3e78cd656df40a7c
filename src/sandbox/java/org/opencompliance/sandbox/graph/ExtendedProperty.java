package org.opencompliance.sandbox.graph;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Normalises the id of a single-value extended property, so that ids of the same property are equal: tags and GUIDs are
 * case-insensitive, names are case-sensitive.
 */
final class ExtendedProperty {

    static final String FLAGS = "Integer 0x0e07";
    static final String SUBMITTED = "SystemTime 0x0039";
    static final String DELIVERED = "SystemTime 0x0e06";
    static final String MESSAGE_CLASS = "String 0x001a";

    private static final String TYPE = "(String|Integer|SystemTime|Boolean|Binary|Double|Long|Short|CLSID)";
    private static final Pattern TAG = Pattern.compile(TYPE + " 0x([0-9A-Fa-f]{1,4})");
    private static final Pattern NAMED = Pattern.compile(
            TYPE + " (\\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\}) (Name \\S.*|Id 0x[0-9A-Fa-f]{1,8})");

    private ExtendedProperty() {}

    /**
     * The normalised id.
     *
     * @throws GraphError when it is invalid
     */
    static String normalised(String id) {
        Matcher tag = TAG.matcher(id);
        if (tag.matches()) {
            return "%s 0x%04x".formatted(tag.group(1), Integer.parseInt(tag.group(2), 16));
        }
        Matcher named = NAMED.matcher(id);
        if (named.matches()) {
            return named.group(1) + " " + named.group(2).toLowerCase(Locale.ROOT) + " " + named.group(3);
        }
        throw new GraphError(400, "ErrorInvalidProperty", "The extended property id is not one.");
    }

    /** Whether the id names an application-defined property, not a MAPI property. */
    static boolean isNamed(String normalised) {
        return normalised.contains("{");
    }

    /**
     * Checks that a value is valid for the property.
     *
     * @throws GraphError when it is invalid
     */
    static void check(String normalised, String value) {
        try {
            if (normalised.startsWith("Integer ")) {
                Integer.parseInt(value);
            }
            if (normalised.startsWith("SystemTime ")) {
                Instant.parse(value);
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new GraphError(400, "ErrorInvalidProperty", "The value does not fit the extended property's type.");
        }
    }
}
