package org.opencompliance.archiver.storage.azure;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.opencompliance.archiver.storage.ObjectRefusedException;

/**
 * What an error of the blob service says of the blob that a request was for. Codes as documented under "Blob Storage error codes" and
 * "Common REST API error codes"; the status tells what a code does that is not among them.
 */
enum BlobRefusal {
    /** There is a blob of that name. */
    THERE("there is a blob of that name"),
    /** The blob is not as the condition of the request expects it. */
    CHANGED("it was written since"),
    /** There is no blob of that name. */
    MISSING("there is no blob of that name"),
    /** A lease keeps the blob from being written; there is a blob, since only those are leased. */
    LEASED("a lease is held on it; end or break the lease"),
    /** The blob has as many blocks, bytes or snapshots as a blob can have. */
    FULL("it takes no more"),
    /** An immutability policy or a legal hold covers the blob. */
    FIXED(
            "an immutability policy or a legal hold covers it; only the containers of originals and ledger may have one, the"
                    + " ledger's with protected append writes"),
    /** Its snapshots are in the way, or are made too fast. */
    SNAPSHOTS("its snapshots are in the way; stop the program that makes them, or remove them"),
    /** The blob is in the archive tier. */
    ARCHIVED("it is in the archive tier; rehydrate it"),
    /** The blob is of another kind, or a copy is being written into it. */
    FOREIGN("it is of another kind than the archiver writes, or another program writes into it"),
    /** A conflict or condition that is in no list; it says nothing of other blobs. */
    UNKNOWN("the code is not known to the archiver; look it up in the documentation of the service"),
    /** The service, the account or the container does not answer as it should; it says nothing of the blob. */
    OUTAGE("the storage area cannot be asked");

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION = 412;

    /** On these the blob itself is to be asked whether it is there: they neither say so nor the contrary. */
    private static final Set<BlobRefusal> SILENT =
            EnumSet.of(LEASED, FULL, FIXED, SNAPSHOTS, ARCHIVED, FOREIGN, UNKNOWN);

    private static final Map<BlobErrorCode, BlobRefusal> CODES = Map.ofEntries(
            Map.entry(BlobErrorCode.BLOB_ALREADY_EXISTS, THERE),
            Map.entry(BlobErrorCode.CONDITION_NOT_MET, CHANGED),
            Map.entry(BlobErrorCode.TARGET_CONDITION_NOT_MET, CHANGED),
            Map.entry(BlobErrorCode.APPEND_POSITION_CONDITION_NOT_MET, CHANGED),
            Map.entry(BlobErrorCode.BLOB_NOT_FOUND, MISSING),
            Map.entry(BlobErrorCode.LEASE_ALREADY_PRESENT, LEASED),
            Map.entry(BlobErrorCode.LEASE_ID_MISSING, LEASED),
            Map.entry(BlobErrorCode.LEASE_ID_MISMATCH_WITH_BLOB_OPERATION, LEASED),
            Map.entry(BlobErrorCode.LEASE_LOST, LEASED),
            Map.entry(BlobErrorCode.LEASE_NOT_PRESENT_WITH_BLOB_OPERATION, LEASED),
            Map.entry(BlobErrorCode.BLOCK_COUNT_EXCEEDS_LIMIT, FULL),
            Map.entry(BlobErrorCode.BLOCK_LIST_TOO_LONG, FULL),
            Map.entry(BlobErrorCode.MAX_BLOB_SIZE_CONDITION_NOT_MET, FULL),
            Map.entry(BlobErrorCode.CONTENT_LENGTH_LARGER_THAN_TIER_LIMIT, FULL),
            Map.entry(BlobErrorCode.BLOB_IMMUTABLE_DUE_TO_POLICY, FIXED),
            Map.entry(BlobErrorCode.SNAPSHOTS_PRESENT, SNAPSHOTS),
            Map.entry(BlobErrorCode.SNAPSHOT_COUNT_EXCEEDED, SNAPSHOTS),
            Map.entry(BlobErrorCode.SNAPSHOT_OPERATION_RATE_EXCEEDED, SNAPSHOTS),
            Map.entry(BlobErrorCode.BLOB_ARCHIVED, ARCHIVED),
            Map.entry(BlobErrorCode.BLOB_BEING_REHYDRATED, ARCHIVED),
            Map.entry(BlobErrorCode.INVALID_BLOB_TYPE, FOREIGN),
            Map.entry(BlobErrorCode.RESOURCE_TYPE_MISMATCH, FOREIGN),
            Map.entry(BlobErrorCode.PENDING_COPY_OPERATION, FOREIGN),
            Map.entry(BlobErrorCode.ACCOUNT_BEING_CREATED, OUTAGE),
            Map.entry(BlobErrorCode.CONTAINER_BEING_DELETED, OUTAGE),
            Map.entry(BlobErrorCode.CONTAINER_DISABLED, OUTAGE),
            Map.entry(BlobErrorCode.SYSTEM_IN_USE, OUTAGE));

    private final String meaning;

    BlobRefusal(String meaning) {
        this.meaning = meaning;
    }

    /** What an answer says; one without a code says what its status does. */
    static BlobRefusal of(BlobStorageException answer) {
        BlobErrorCode code = answer.getErrorCode();
        BlobRefusal known = code == null ? null : CODES.get(code);
        if (known == MISSING && answer.getStatusCode() != NOT_FOUND) {
            return OUTAGE;
        }
        return known == null ? byStatus(answer.getStatusCode(), code) : known;
    }

    private static BlobRefusal byStatus(int status, BlobErrorCode code) {
        if (status == PRECONDITION && code == null) {
            return CHANGED;
        }
        return status == CONFLICT || status == PRECONDITION ? UNKNOWN : OUTAGE;
    }

    /** Whether it leaves open if the blob is there. */
    boolean isSilent() {
        return SILENT.contains(this);
    }

    /** In words that hold nothing of the request. */
    String describe(BlobStorageException answer) {
        return AzureCall.describe(answer) + ": " + meaning;
    }

    /** For a blob that cannot be written now, while others can. */
    ObjectRefusedException refused(BlobStorageException answer) {
        return new ObjectRefusedException(describe(answer));
    }
}
