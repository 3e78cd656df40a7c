package org.opencompliance.archiver.exchange.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Iterator;
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

    /** The pieces one after another, each opened when the one before ends. */
    static InputStream open(List<JsonPart> parts) {
        Iterator<JsonPart> rest = parts.iterator();
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return rest.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new LateInputStream(rest.next());
            }
        });
    }

    static long length(List<JsonPart> parts) {
        return parts.stream().mapToLong(JsonPart::length).sum();
    }
}
