package org.opencompliance.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An injected fault: its effect, its requests and its frequency. Immutable; by default it applies once, to the next
 * request of any kind.
 *
 * @param operation the name of its operation, empty for all
 * @param subject its mailbox (id or user principal name) or item id, empty for all
 * @param times number of affected requests
 * @param probability of the fault for a matching request, 0 to 1
 */
public record Fault(
        Effect effect, Optional<String> operation, Optional<String> subject, int times, double probability) {

    private static Fault of(Effect effect) {
        return new Fault(effect, Optional.empty(), Optional.empty(), 1, 1.0);
    }

    /** Delays the response by this time. */
    public static Fault slow(Duration time) {
        return of(Effect.of(Effect.Kind.SLOW, time));
    }

    /** Responds with this status and its default error code. */
    public static Fault status(int status) {
        return status(status, "");
    }

    /** Responds with this status and this error code. */
    public static Fault status(int status, String code) {
        return of(Effect.status(status, code));
    }

    /** Closes the connection without a response. */
    public static Fault dropped() {
        return of(Effect.of(Effect.Kind.DROP));
    }

    /** Executes the request, and closes the connection in the middle of the response. */
    public static Fault cutOff() {
        return of(Effect.of(Effect.Kind.CUT_OFF));
    }

    /** Responds with 200 and an unrelated body. */
    public static Fault garbage() {
        return of(Effect.of(Effect.Kind.GARBAGE));
    }

    /** Truncates the response in the middle, with a matching length header. */
    public static Fault truncated() {
        return of(Effect.of(Effect.Kind.TRUNCATED));
    }

    /** Site, listings: the next cursor is the one just used. */
    public static Fault sameCursor() {
        return of(Effect.of(Effect.Kind.SAME_CURSOR));
    }

    /** Site, listings: the control total differs by this number. */
    public static Fault wrongTotal(int difference) {
        return of(Effect.of(Effect.Kind.WRONG_TOTAL, difference));
    }

    /** Site, listings after the first page: the page begins with the last entry of the previous page. */
    public static Fault doubledEntry() {
        return of(Effect.of(Effect.Kind.DOUBLED_ENTRY));
    }

    /** Site, fetches: the listed number of bytes, but different ones. */
    public static Fault otherBytes() {
        return of(Effect.of(Effect.Kind.OTHER_BYTES));
    }

    /** Site, fetches: more bytes than listed. */
    public static Fault otherSize() {
        return of(Effect.of(Effect.Kind.OTHER_SIZE));
    }

    /** Site, fetches: 200 with an empty body. */
    public static Fault noBytes() {
        return of(Effect.of(Effect.Kind.NO_BYTES));
    }

    /** Tenant, creation of messages: filters do not find the new message for this time. */
    public static Fault hiddenFor(Duration time) {
        return of(Effect.of(Effect.Kind.HIDDEN_FOR, time));
    }

    /** Tenant, creation of messages: this number of matching filters does not find the new message. */
    public static Fault hiddenFrom(int lookups) {
        return of(Effect.of(Effect.Kind.HIDDEN_FROM, lookups));
    }

    /** Tenant, creation of messages: neither filters nor lists show the new message for this time. */
    public static Fault unseenFor(Duration time) {
        return of(Effect.of(Effect.Kind.UNSEEN_FOR, time));
    }

    /** Blocks until the hold is released, before or after the execution of the request. */
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

    /** Executes the request before the fault. */
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
