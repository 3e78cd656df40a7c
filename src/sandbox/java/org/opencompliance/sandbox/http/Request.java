package org.opencompliance.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A received request.
 *
 * @param rawPath still percent-encoded, without the query
 * @param rawQuery still percent-encoded, empty when there is none
 * @param headers by lower-case name; the last one of repeated headers
 * @param body empty when it exceeds the limit of the server
 * @param bodySize the received length, in bytes
 */
public record Request(
        String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body, long bodySize) {

    /** The decoded segments of the path; an encoded slash stays within its segment. */
    public List<String> segments() {
        return Arrays.stream(rawPath.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(Request::decodeSegment)
                .toList();
    }

    /** The decoded query parameters in order; the last one of repeated parameters. */
    public Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                query.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return query;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether the body exceeded the limit of the server and was discarded. */
    public boolean bodyDropped() {
        return bodySize > body.length;
    }

    private static String decodeSegment(String segment) {
        return decode(segment.replace("+", "%2B"));
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
