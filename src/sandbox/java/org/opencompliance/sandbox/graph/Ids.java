package org.opencompliance.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.opencompliance.sandbox.http.Digest;

/** Generates ids like those of Exchange: long and case-sensitive. Thread-safe. */
final class Ids {

    private final AtomicLong made = new AtomicLong();

    String next(String prefix) {
        byte[] seed = (prefix + made.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        byte[] hash = HexFormat.of().parseHex(Digest.of(seed).sha256());
        return prefix + Base64.getUrlEncoder().encodeToString(hash);
    }
}
