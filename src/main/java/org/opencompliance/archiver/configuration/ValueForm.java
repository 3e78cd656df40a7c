package org.opencompliance.archiver.configuration;

import java.util.Set;

/** The form of the values of a property: that of its default in {@code application.properties}. */
public enum ValueForm {
    DURATION,
    SIZE,
    FLAG,
    NUMBER,
    /** Any other value. */
    TEXT;

    static ValueForm of(String value) {
        if (Set.of("true", "false").contains(value)) {
            return FLAG;
        }
        if (Configuration.DURATION.matcher(value).matches()) {
            return DURATION;
        }
        if (!Configuration.SIZE.matcher(value).matches()) {
            return TEXT;
        }
        return value.chars().allMatch(Character::isDigit) ? NUMBER : SIZE;
    }
}
