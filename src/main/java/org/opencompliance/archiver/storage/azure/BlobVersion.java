package org.opencompliance.archiver.storage.azure;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ETag of a blob, and its metadata, which an overwrite would otherwise remove.
 *
 * @param metadata null for none
 */
record BlobVersion(String eTag, Map<String, String> metadata) {

    private static final String SEPARATOR = "&";

    BlobVersion {
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
    }

    /** The version as an opaque text. */
    String text() {
        StringBuilder text = new StringBuilder(encode(eTag));
        new TreeMap<>(metadata)
                .forEach((name, value) ->
                        text.append(SEPARATOR).append(name).append('=').append(encode(value)));
        return text.toString();
    }

    /** Parses a version; empty when it belongs to another kind of storage area. */
    static Optional<BlobVersion> parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        String eTag = decode(parts[0]);
        if (!eTag.startsWith("\"") && !eTag.startsWith("0x")) {
            return Optional.empty();
        }
        Map<String, String> metadata = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            metadata.put(parts[i].substring(0, equals), decode(parts[i].substring(equals + 1)));
        }
        return Optional.of(new BlobVersion(eTag, metadata));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
