package org.opencompliance.archiver.work;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.storage.ObjectInfo;

/**
 * A reference to an item with its original in the storage area. Work messages hold this reference and never the content.
 *
 * @param name of the staged object; the names of the work record and of dead letters derive from it
 * @param run the collection that staged it
 * @param version empty, or digits of the content's SHA-256 for other content under a known id
 */
public record StagedItem(
        String connector,
        String id,
        String type,
        Instant archivedAt,
        long size,
        String sha256,
        String name,
        String run,
        String version) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final int VERSION_DIGITS = 16;
    private static final String STAGED = "staged/";
    private static final String ENDING = ".eml";
    private static final Set<String> LABELS = Set.of("itemid", "type", "archivedat", "sha256", "run");

    /** The item under its first name. */
    public static StagedItem of(String connector, ListedItem listed, String run) {
        return new StagedItem(
                connector,
                listed.id(),
                listed.type(),
                listed.archivedAt(),
                listed.sizeBytes(),
                listed.sha256(),
                name(connector, listed, ""),
                run,
                "");
    }

    /** The same item with other content, under a name of its own. */
    public StagedItem conflicting() {
        return versioned(sha256.substring(0, VERSION_DIGITS));
    }

    /** The same, with a name for the case that the first one is that of a content with the same first digits. */
    public StagedItem conflictingTwice() {
        return versioned(sha256);
    }

    private StagedItem versioned(String digits) {
        ListedItem listed = new ListedItem(id, type, archivedAt, size, sha256);
        return new StagedItem(
                connector, id, type, archivedAt, size, sha256, name(connector, listed, digits), run, digits);
    }

    /** The same item once its content is known. */
    public StagedItem withContent(long bytes, String digest) {
        return new StagedItem(connector, id, type, archivedAt, bytes, digest, name, run, version);
    }

    /** The folder of the originals of a UTC day. */
    public static String folder(String connector, Instant day) {
        return STAGED + connector + "/" + DAY.format(day) + "/";
    }

    /** The id of its deliveries: the item id, with the version for other content under the same id. */
    public String deliveryId() {
        return version.isEmpty() ? id : id + " " + version;
    }

    /** The name of its work record. */
    public String recordName() {
        return recordNameOf(name);
    }

    /** The name of the work record for the name of a staged object. */
    public static String recordNameOf(String name) {
        return "work/" + name.substring(STAGED.length(), name.length() - ENDING.length()) + ".json";
    }

    /** The folder of the work records for a folder of originals. */
    public static String recordFolderOf(String folder) {
        return "work/" + folder.substring(STAGED.length());
    }

    /** Whether an original can have other content under a known id, by its name; its metadata decides. */
    public static boolean canBeConflict(String name) {
        return name.indexOf('~') >= 0;
    }

    /** Whether an object of the storage area is an original, by its name. */
    public static boolean isOriginal(String name) {
        return name.startsWith(STAGED) && name.endsWith(ENDING);
    }

    /** The folder of its dead letters. */
    public String deadLetterFolder() {
        String stem = name.substring(name.lastIndexOf('/') + 1, name.length() - ENDING.length());
        return "dead-letters/" + connector + "/" + stem + "/";
    }

    /** The metadata of the staged object: enough to queue it again without the listing. Printable ASCII. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("itemid", MetadataText.encode(id));
        metadata.put("type", MetadataText.encode(type == null ? "" : type));
        metadata.put("archivedat", archivedAt.toString());
        metadata.put("sha256", sha256);
        metadata.put("size", Long.toString(size));
        metadata.put("run", run);
        if (!version.isEmpty()) {
            metadata.put("version", version);
        }
        return metadata;
    }

    /** The reference to a staged original, empty when its metadata is missing or unreadable. */
    public static Optional<StagedItem> of(String connector, ObjectInfo original) {
        try {
            Map<String, String> metadata = original.metadata();
            return metadata.keySet().containsAll(LABELS)
                    ? Optional.of(from(connector, original.name(), original.size(), metadata))
                    : Optional.empty();
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Creates the reference from its {@link #metadata()}.
     *
     * @param length the size of the object, for metadata without a size
     */
    public static StagedItem from(String connector, String name, long length, Map<String, String> metadata) {
        long size = Long.parseLong(metadata.getOrDefault("size", Long.toString(length)));
        return new StagedItem(
                connector,
                MetadataText.decode(metadata.get("itemid")),
                MetadataText.decode(metadata.get("type")),
                Instant.parse(metadata.get("archivedat")),
                size,
                metadata.get("sha256"),
                name,
                metadata.get("run"),
                metadata.getOrDefault("version", ""));
    }

    private static String name(String connector, ListedItem listed, String version) {
        String suffix = version.isEmpty() ? "" : "~" + version;
        return folder(connector, listed.archivedAt()) + ItemId.encode(listed.id()) + suffix + ENDING;
    }

    /** The order to import it, once it is staged. */
    public WorkOrder order() {
        return WorkOrder.first(this);
    }

    /** Creates the item's events. */
    public ItemEvents events() {
        return new ItemEvents(run, id, name());
    }

    /** The stored original, for the ledger. */
    public ItemEvents.Original original() {
        return new ItemEvents.Original(sha256, size, archivedAt, type);
    }
}
