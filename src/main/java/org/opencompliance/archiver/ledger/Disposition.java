package org.opencompliance.archiver.ledger;

import java.util.Locale;

/** The result of a delivery, or of an item without deliveries. */
public enum Disposition {
    IMPORTED,
    /** Imported without the attachments that exceeded the limit. */
    PARTIALLY_IMPORTED,
    /** A completed delivery is already on record. */
    SKIPPED,
    /** A dead letter records the failure. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in work records, the ledger and reports. */
    public String label() {
        return label;
    }

    /** The disposition with this label. */
    public static Disposition of(String label) {
        for (Disposition disposition : values()) {
            if (disposition.label.equals(label)) {
                return disposition;
            }
        }
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
