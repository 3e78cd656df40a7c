package org.opencompliance.archiver.sink;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.work.StagedItem;

/**
 * The facts of an original that go with its copy, and the file name of the copy.
 *
 * @param size in bytes
 * @param day the UTC day of the archived-at time
 * @param object the name of the original in the storage area
 * @param run the collection that staged it
 */
public record CopyFacts(
        String connector,
        String itemId,
        String type,
        Instant archivedAt,
        LocalDate day,
        long size,
        String sha256,
        String object,
        String run) {

    private static final String STAGED = "staged/";
    private static final String ENDING = ".eml";
    private static final int DIGITS = 16;

    public static CopyFacts of(StagedItem item) {
        return new CopyFacts(
                item.connector(),
                item.id(),
                item.type() == null ? "" : item.type(),
                item.archivedAt(),
                LocalDate.ofInstant(item.archivedAt(), ZoneOffset.UTC),
                item.size(),
                item.sha256(),
                item.name(),
                item.run());
    }

    /** The facts as headers; item id and type are percent-encoded, because they can contain any character. */
    public Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("Archiver-Connector", connector);
        headers.put("Archiver-Item-Id", encode(itemId));
        headers.put("Archiver-Type", encode(type));
        headers.put("Archiver-Archived-At", archivedAt.toString());
        headers.put("Archiver-Day", day.toString());
        headers.put("Archiver-Size", Long.toString(size));
        headers.put("Archiver-Sha256", sha256);
        headers.put("Archiver-Object", object);
        headers.put("Archiver-Run", run);
        return headers;
    }

    /** The facts as a JSON file. */
    public byte[] json() throws IOException {
        return JsonObjects.bytes(this);
    }

    /**
     * The path of the copy without its ending, the same for each attempt. With upper-case letters it also has digits of
     * a hash, because the second place may not distinguish the case of names.
     */
    public String stem() {
        String path = object.substring(STAGED.length(), object.length() - ENDING.length());
        return path.equals(path.toLowerCase(Locale.ROOT))
                ? path
                : path + "."
                        + Sha256.hex(object.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
