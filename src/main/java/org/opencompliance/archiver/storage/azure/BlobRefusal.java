package org.opencompliance.archiver.storage.azure;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.opencompliance.archiver.storage.ObjectRefusedException;

/**
 * The meaning of an error of the blob service for the requested blob. Codes as documented under "Blob Storage error
 * codes" and "Common REST API error codes"; for other codes the status decides.
 */
enum BlobRefusal {
    /** A blob of that name exists. */
    THERE("there is a blob of that name"),
    /** The blob does not match the condition of the request. */
    CHANGED("it was written since"),
    /** No blob of that name exists. */
    MISSING("there is no blob of that name"),
    /** A lease prevents writes. The blob exists, since only existing blobs have leases. */
    LEASED("a lease is held on it; end or break the lease"),
    /** The blob has the maximum number of blocks, bytes or snapshots. */
    FULL("it takes no more"),
    /** An immutability policy or a legal hold covers the blob. */
    FIXED(
            "an immutability policy or a legal hold covers it; only the containers of originals and ledger may have one, the"
                    + " ledger's with protected append writes"),
    /** Its snapshots block the request, or are made too fast. */
    SNAPSHOTS("its snapshots are in the way; stop the program that makes them, or remove them"),
    /** The blob is in the archive tier. */
    ARCHIVED("it is in the archive tier; rehydrate it"),
    /** The blob has another type, or a copy into it is in progress. */
    FOREIGN("it is of another kind than the archiver writes, or another program writes into it"),
    /** A conflict or condition with an undocumented code; it says nothing about other blobs. */
    UNKNOWN("the code is not known to the archiver; look it up in the documentation of the service"),
    /** The service, the account or the container does not answer correctly; it says nothing about the blob. */
    OUTAGE("the storage area cannot be asked");

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION = 412;

    /** Refusals that do not show whether the blob exists; a further request must check it. */
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

    /** The refusal for an answer; its status decides when it has no code. */
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

    /** Whether the blob may or may not exist. */
    boolean isSilent() {
        return SILENT.contains(this);
    }

    /** A description without any data of the request. */
    String describe(BlobStorageException answer) {
        return AzureCall.describe(answer) + ": " + meaning;
    }

    /** An exception for one blob that cannot be written now while others can. */
    ObjectRefusedException refused(BlobStorageException answer) {
        return new ObjectRefusedException(describe(answer));
    }
}
