package org.opencompliance.archiver.exchange.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A piece of a request's JSON: of known length, opened when its turn comes, so that no attachment lies in the heap. */
interface JsonPart {

    /** Its length in bytes. */
    long length();

    /** Its bytes; whoever reads them closes it. */
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

    /** The pieces one after another, each opened when the one before ends; {@code reset} goes back to the first. */
    static InputStream open(List<JsonPart> parts) {
        return new JsonPartsInputStream(parts);
    }

    static long length(List<JsonPart> parts) {
        return parts.stream().mapToLong(JsonPart::length).sum();
    }
}
