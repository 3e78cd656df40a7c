package org.opencompliance.archiver.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as received.
 *
 * @param target path and query, still encoded
 * @param headers by lower-case name
 */
public record Ask(String target, Map<String, String> headers) {

    private static final String ITEM = "/archive/v1/items/";

    static Ask read(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return null;
        }
        String target = line.split(" ")[1];
        Map<String, String> headers = new TreeMap<>();
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Ask(target, headers);
    }

    public boolean isListing() {
        return !target.startsWith(ITEM);
    }

    /** The requested item, still encoded. */
    public String item() {
        return target.substring(ITEM.length());
    }

    /** The requested item, decoded. */
    public String id() {
        return URLDecoder.decode(item().replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A value of the query, or null. */
    public String query(String name) {
        for (String part : target.substring(target.indexOf('?') + 1).split("&")) {
            if (part.startsWith(name + "=")) {
                return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    /** Whether it requests a listing of a window that contains this time. */
    public boolean covers(Instant time) {
        return !time.isBefore(Instant.parse(query("archivedFrom")))
                && time.isBefore(Instant.parse(query("archivedTo")));
    }
}
