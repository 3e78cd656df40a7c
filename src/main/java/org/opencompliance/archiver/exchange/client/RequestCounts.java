package org.opencompliance.archiver.exchange.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests by their outcome. Safe for threads. */
public final class RequestCounts {

    /** The outcome of a request. */
    public enum Outcome {
        /** 2xx. */
        SUCCEEDED,
        /** 404: usual for an address that no user has. */
        MISSING,
        /** 429. */
        THROTTLED,
        /** Any other status that blames the request. */
        REFUSED,
        /** Any status that blames the service. */
        FAILED,
        /** No response: a timeout or a broken connection. */
        UNANSWERED
    }

    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

    public RequestCounts() {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    public long of(Outcome outcome) {
        return counts.get(outcome).sum();
    }

    void answered(int status) {
        counts.get(outcome(status)).increment();
    }

    void unanswered() {
        counts.get(Outcome.UNANSWERED).increment();
    }

    private static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.SUCCEEDED;
        }
        return switch (status) {
            case 404 -> Outcome.MISSING;
            case 429 -> Outcome.THROTTLED;
            default -> status >= 400 && status < 500 ? Outcome.REFUSED : Outcome.FAILED;
        };
    }
}
