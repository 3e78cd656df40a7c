package org.opencompliance.archiver.exchange.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many requests went out, by what came back. Safe for threads. */
public final class RequestCounts {

    /** What came back. */
    public enum Outcome {
        /** What was asked for. */
        SUCCEEDED,
        /** 404: usual for an address that nobody has. */
        MISSING,
        /** 429. */
        THROTTLED,
        /** Any other answer that says it is the request's fault. */
        REFUSED,
        /** An answer that says it is the service's fault. */
        FAILED,
        /** No answer: it took too long, or the connection broke. */
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
