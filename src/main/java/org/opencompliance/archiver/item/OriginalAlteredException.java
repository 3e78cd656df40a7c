package org.opencompliance.archiver.item;

import java.io.IOException;
import java.util.Map;

/**
 * What is kept as the original of an item is not what was fetched, or is gone. Nothing of it may go anywhere; a person
 * has to find out why. Says nothing of the content.
 */
public final class OriginalAlteredException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> facts;

    private OriginalAlteredException(String itemId, String found, Map<String, Object> facts) {
        super("The original of item " + ItemId.encode(itemId) + " " + found);
        this.facts = Map.copyOf(facts);
    }

    /** What was read is not what was recorded. */
    static OriginalAlteredException differing(ListedItem recorded, long size, String sha256) {
        return new OriginalAlteredException(
                recorded.id(),
                "has " + size + " bytes and the SHA-256 " + sha256 + ", while " + recorded.sizeBytes() + " bytes and "
                        + recorded.sha256() + " were fetched",
                Map.of("size", size, "sha256", sha256));
    }

    /** It was not read to its end, as it has more bytes than were recorded. */
    static OriginalAlteredException longer(ListedItem recorded) {
        return new OriginalAlteredException(
                recorded.id(),
                "has more than the " + recorded.sizeBytes() + " bytes that were fetched",
                Map.of("moreThan", recorded.sizeBytes()));
    }

    /** There is no file or blob of that name, or something else than a file. */
    public static OriginalAlteredException missing(String itemId) {
        return new OriginalAlteredException(itemId, "is not in the storage area any more", Map.of("missing", true));
    }

    /** Two records of one original contradict each other. */
    public static OriginalAlteredException contradicted(String itemId, String label, String record) {
        return new OriginalAlteredException(
                itemId,
                "is labelled with the SHA-256 " + label + ", while its work record says " + record,
                Map.of("label", label, "record", record));
    }

    /** What was found, as details of a line in the ledger. */
    public Map<String, Object> facts() {
        return facts;
    }
}
