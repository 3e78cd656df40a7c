package org.opencompliance.archiver.ledger;

import java.util.Locale;

/** How a delivery, or an item without any, ended. */
public enum Disposition {
    IMPORTED,
    /** Imported without the attachments that were over the limit. */
    PARTIALLY_IMPORTED,
    /** An earlier ended delivery is on record. */
    SKIPPED,
    /** Ended in a dead letter. */
    FAILED;

    /** The name as it stands in records, the ledger and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The disposition of that label. */
    public static Disposition of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
