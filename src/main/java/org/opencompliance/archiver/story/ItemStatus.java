package org.opencompliance.archiver.story;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.story.KeptRecords.KeptDelivery;
import org.opencompliance.archiver.story.KeptRecords.KeptWork;

/** How an item stands: the state of its delivery that is furthest from imported. */
public enum ItemStatus {
    /** Some work is open. */
    PENDING,
    /** It could not be stored, or a delivery or the whole item failed; its dead letter says why. */
    FAILED,
    /** Imported without the attachments over the size limit. */
    PARTIALLY_IMPORTED,
    /** Imported into each of its mailboxes. */
    IMPORTED,
    /** Stored and not imported, such as a device heartbeat. */
    SKIPPED;

    /** The name in commands and their output. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return label();
    }

    static ItemStatus of(KeptWork work) {
        if (work.closedAt() == null) {
            return PENDING;
        }
        List<Disposition> ends = work.deliveries().stream()
                .map(KeptDelivery::disposition)
                .filter(Objects::nonNull)
                .toList();
        return ends.isEmpty()
                ? of(work.disposition() == null ? Disposition.SKIPPED : work.disposition())
                : ends.stream().map(ItemStatus::of).min(Enum::compareTo).orElseThrow();
    }

    static ItemStatus of(Disposition disposition) {
        return disposition == null ? PENDING : valueOf(disposition.name());
    }
}
