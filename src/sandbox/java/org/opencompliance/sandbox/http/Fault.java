package org.opencompliance.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Something that goes wrong: what, with which requests, how often. Immutable; strikes once, with the next request of
 * any kind, unless told otherwise.
 *
 * @param operation the name of the operation it strikes, or nothing for all
 * @param subject the mailbox (id or user principal name) or the item id it strikes, or nothing for all
 * @param times how many requests it strikes
 * @param probability with which it strikes a request that it could, 0 to 1
 */
public record Fault(
        Effect effect, Optional<String> operation, Optional<String> subject, int times, double probability) {

    private static Fault of(Effect effect) {
        return new Fault(effect, Optional.empty(), Optional.empty(), 1, 1.0);
    }

    /** The answer takes that much longer. */
    public static Fault slow(Duration time) {
        return of(Effect.of(Effect.Kind.SLOW, time));
    }

    /** The answer is this status, with the error code that goes with it. */
    public static Fault status(int status) {
        return status(status, "");
    }

    /** The answer is this status with this error code. */
    public static Fault status(int status, String code) {
        return of(Effect.status(status, code));
    }

    /** The connection is closed instead of an answer. */
    public static Fault dropped() {
        return of(Effect.of(Effect.Kind.DROP));
    }

    /** The request is carried out, and the connection closed in the middle of the answer. */
    public static Fault cutOff() {
        return of(Effect.of(Effect.Kind.CUT_OFF));
    }

    /** The answer is 200 with something that is not what was asked for. */
    public static Fault garbage() {
        return of(Effect.of(Effect.Kind.GARBAGE));
    }

    /** The answer ends in its middle, and says that this is its length. */
    public static Fault truncated() {
        return of(Effect.of(Effect.Kind.TRUNCATED));
    }

    /** Site, listings: the next cursor is the one just used. */
    public static Fault sameCursor() {
        return of(Effect.of(Effect.Kind.SAME_CURSOR));
    }

    /** Site, listings: the control total is off by this. */
    public static Fault wrongTotal(int difference) {
        return of(Effect.of(Effect.Kind.WRONG_TOTAL, difference));
    }

    /** Site, listings after the first page: the page begins with the last entry of the one before. */
    public static Fault doubledEntry() {
        return of(Effect.of(Effect.Kind.DOUBLED_ENTRY));
    }

    /** Site, fetches: as many bytes as listed, but others. */
    public static Fault otherBytes() {
        return of(Effect.of(Effect.Kind.OTHER_BYTES));
    }

    /** Site, fetches: more bytes than listed. */
    public static Fault otherSize() {
        return of(Effect.of(Effect.Kind.OTHER_SIZE));
    }

    /** Site, fetches: 200 without a byte. */
    public static Fault noBytes() {
        return of(Effect.of(Effect.Kind.NO_BYTES));
    }

    /** Tenant, creation of messages: filters do not find the new message for this time. */
    public static Fault hiddenFor(Duration time) {
        return of(Effect.of(Effect.Kind.HIDDEN_FOR, time));
    }

    /** Tenant, creation of messages: so many filters that should do not find the new message. */
    public static Fault hiddenFrom(int lookups) {
        return of(Effect.of(Effect.Kind.HIDDEN_FROM, lookups));
    }

    /** Tenant, creation of messages: neither filters nor lists show the new message for this time. */
    public static Fault unseenFor(Duration time) {
        return of(Effect.of(Effect.Kind.UNSEEN_FOR, time));
    }

    /** The answer waits until the hold is released, before or after the request is carried out. */
    public static Fault held(Hold hold, boolean afterWork) {
        return of(Effect.hold(hold, afterWork));
    }

    /** Adds {@code Retry-After} in seconds. */
    public Fault retryAfter(int seconds) {
        return with(effect.retryAfter(Integer.toString(seconds)));
    }

    /** Adds {@code Retry-After} as a date. */
    public Fault retryAfter(Instant date) {
        return with(effect.retryAfter(HttpDate.format(date.atOffset(ZoneOffset.UTC))));
    }

    /** The request is carried out first. */
    public Fault afterWork() {
        return with(effect.afterWorkToo());
    }

    public Fault on(Operation other) {
        return new Fault(effect, Optional.of(other.name()), subject, times, probability);
    }

    /** Only for this mailbox (id or user principal name) or this item id. */
    public Fault about(String other) {
        return new Fault(effect, operation, Optional.of(other), times, probability);
    }

    public Fault times(int number) {
        return new Fault(effect, operation, subject, number, probability);
    }

    /** Until the faults are cleared. */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /** Until the faults are cleared, and each time only with this probability. */
    public Fault withProbability(double chance) {
        return new Fault(effect, operation, subject, Integer.MAX_VALUE, chance);
    }

    private Fault with(Effect other) {
        return new Fault(other, operation, subject, times, probability);
    }
}
