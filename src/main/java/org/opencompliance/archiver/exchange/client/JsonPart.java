package org.opencompliance.archiver.exchange.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A part of a request's JSON. Its length is known; it opens when it is sent, so that no attachment is in the heap. */
interface JsonPart {

    /** Its length in bytes. */
    long length();

    /** Its bytes; the reader closes the stream. */
    InputStream open() throws IOException;

    static JsonPart of(byte[] bytes) {
        return new JsonPart() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** The parts one after another, each opened when the previous one ends; {@code reset} goes back to the first. */
    static InputStream open(List<JsonPart> parts) {
        return new JsonPartsInputStream(parts);
    }

    static long length(List<JsonPart> parts) {
        return parts.stream().mapToLong(JsonPart::length).sum();
    }
}
