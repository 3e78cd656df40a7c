package org.opencompliance.sandbox.http;

import java.time.Duration;
import java.util.Locale;

/**
 * The effect of a fault on a request.
 *
 * @param status the HTTP status to answer with
 * @param code the error code in the answer, empty for the usual one of that status
 * @param retryAfter the value of that header, empty for none
 * @param time duration of the delay
 * @param number meaning depends on the kind
 * @param afterWork whether the request is executed before the fault
 * @param hold blocks the request, or null
 */
public record Effect(
        Kind kind,
        int status,
        String code,
        String retryAfter,
        Duration time,
        int number,
        boolean afterWork,
        Hold hold) {

    /** The kinds of faults; the methods of {@link Fault} state the server of each kind. */
    public enum Kind {
        SLOW,
        HOLD,
        STATUS,
        DROP,
        CUT_OFF,
        GARBAGE,
        TRUNCATED,
        SAME_CURSOR,
        WRONG_TOTAL,
        DOUBLED_ENTRY,
        OTHER_BYTES,
        OTHER_SIZE,
        NO_BYTES,
        HIDDEN_FOR,
        HIDDEN_FROM,
        UNSEEN_FOR
    }

    /** Whether the client gets another response or none. */
    boolean replacesAnswer() {
        return kind == Kind.STATUS || kind == Kind.DROP;
    }

    /** Key for counters: the status or the kind, and whether the request was executed. */
    String label() {
        String what = kind == Kind.STATUS
                ? Integer.toString(status)
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return afterWork ? what + " after success" : what;
    }

    static Effect of(Kind kind) {
        return new Effect(kind, 0, "", "", Duration.ZERO, 0, false, null);
    }

    static Effect of(Kind kind, int number) {
        return new Effect(kind, 0, "", "", Duration.ZERO, number, false, null);
    }

    static Effect of(Kind kind, Duration time) {
        return new Effect(kind, 0, "", "", time, 0, false, null);
    }

    static Effect status(int status, String code) {
        return new Effect(Kind.STATUS, status, code, "", Duration.ZERO, 0, false, null);
    }

    static Effect hold(Hold hold, boolean afterWork) {
        return new Effect(Kind.HOLD, 0, "", "", Duration.ZERO, 0, afterWork, hold);
    }

    Effect retryAfter(String value) {
        return new Effect(kind, status, code, value, time, number, afterWork, hold);
    }

    Effect afterWorkToo() {
        return new Effect(kind, status, code, retryAfter, time, number, true, hold);
    }
}
