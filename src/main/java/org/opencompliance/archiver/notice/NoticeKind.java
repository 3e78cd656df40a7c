package org.opencompliance.archiver.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The subject matter of a notice. */
public enum NoticeKind {
    /** A collection ended and its report is written. */
    COLLECTION,
    /** A UTC day ended and its report is written. Its absence says that the archiver does not run. */
    DAY,
    /** A report whose numbers do not add up, in place of the notice of its collection or day. */
    BROKEN,
    /** Items or deliveries were parked. */
    DEAD_LETTERS,
    /** Expected items do not arrive. */
    SILENCE,
    /** A health check has been down for a while. */
    HEALTH,
    /** A verified sample found a fault. */
    VERIFICATION,
    /** A trial that an operator requests. */
    TEST;

    /** The kind as settings and JSON write it. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for another text; the message lists the kinds */
    @JsonCreator
    public static NoticeKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no kind of notice " + label + ": write " + String.join(", ", labels())));
    }

    /** All kinds as settings write them. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(NoticeKind::label).toList();
    }
}
