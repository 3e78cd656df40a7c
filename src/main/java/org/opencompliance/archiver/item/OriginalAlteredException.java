package org.opencompliance.archiver.item;

import java.io.IOException;
import java.util.Map;

/**
 * The stored original of an item differs from the fetched one or is missing. The item must not be imported, and an
 * operator must find the cause. The message contains sizes and hashes, and no content.
 */
public final class OriginalAlteredException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> facts;

    private OriginalAlteredException(String itemId, String found, Map<String, Object> facts) {
        super("The original of item " + ItemId.encode(itemId) + " " + found);
        this.facts = Map.copyOf(facts);
    }

    /** The size or the SHA-256 differs from the record. */
    static OriginalAlteredException differing(ListedItem recorded, long size, String sha256) {
        return new OriginalAlteredException(
                recorded.id(),
                "has " + size + " bytes and the SHA-256 " + sha256 + ", while " + recorded.sizeBytes() + " bytes and "
                        + recorded.sha256() + " were fetched",
                Map.of("size", size, "sha256", sha256));
    }

    /** It has more bytes than the record says; the rest was not read. */
    static OriginalAlteredException longer(ListedItem recorded) {
        return new OriginalAlteredException(
                recorded.id(),
                "has more than the " + recorded.sizeBytes() + " bytes that were fetched",
                Map.of("moreThan", recorded.sizeBytes()));
    }

    /** There is no regular file or blob of that name. */
    public static OriginalAlteredException missing(String itemId) {
        return new OriginalAlteredException(itemId, "is not in the storage area any more", Map.of("missing", true));
    }

    /** The metadata of the original and the work record have different hashes. */
    public static OriginalAlteredException contradicted(String itemId, String label, String record) {
        return new OriginalAlteredException(
                itemId,
                "is labelled with the SHA-256 " + label + ", while its work record says " + record,
                Map.of("label", label, "record", record));
    }

    /** The findings, as details for an event in the ledger. */
    public Map<String, Object> facts() {
        return facts;
    }
}
