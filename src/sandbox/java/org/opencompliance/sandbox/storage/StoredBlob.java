package org.opencompliance.sandbox.storage;

import java.util.Map;

/**
 * A blob.
 *
 * @param kind {@code BlockBlob} or {@code AppendBlob}
 * @param number changes with each write
 * @param modified HTTP date
 */
record StoredBlob(String kind, byte[] content, Map<String, String> metadata, long number, String modified) {

    String eTag() {
        return "\"0x" + Long.toHexString(number) + "\"";
    }

    /** The client library removes the quotes of some answers. */
    boolean hasTag(String expected) {
        return eTag().equals(expected) || eTag().equals('"' + expected + '"');
    }
}
