package org.opencompliance.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.opencompliance.sandbox.http.Digest;

/** Makes ids that look like Exchange's: long, and telling upper from lower case. Safe to share between threads. */
final class Ids {

    private final AtomicLong made = new AtomicLong();

    String next(String prefix) {
        byte[] seed = (prefix + made.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        byte[] hash = HexFormat.of().parseHex(Digest.of(seed).sha256());
        return prefix + Base64.getUrlEncoder().encodeToString(hash);
    }
}
