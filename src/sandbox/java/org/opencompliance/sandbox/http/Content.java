package org.opencompliance.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Bytes that can be written repeatedly with the same result. Thread-safe. */
@FunctionalInterface
public interface Content {

    void writeTo(OutputStream out) throws IOException;

    /** Content in memory; the array must not change afterwards. */
    static Content of(byte[] bytes) {
        return out -> out.write(bytes);
    }

    /** All bytes in memory; for small content. */
    default byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
