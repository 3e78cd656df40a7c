package org.opencompliance.archiver.ledger;

/** The end of a delivery, or of an item without deliveries. */
public record Ending(Disposition disposition, String reason) {

    /** Whether it only tells that the delivery had ended before, so that an earlier end counts. */
    public boolean endedBefore() {
        return disposition == Disposition.SKIPPED && !LedgerEvent.DECIDED.equals(reason);
    }

    /**
     * The later state. A skipped delivery had ended before, so its earlier end counts, unless another delivery replaced
     * it.
     */
    public Ending then(Ending later) {
        return later.endedBefore() ? this : later;
    }
}
