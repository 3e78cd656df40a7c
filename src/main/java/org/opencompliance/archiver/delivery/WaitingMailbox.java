package org.opencompliance.archiver.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A mailbox that refuses, and the deliveries that wait for it.
 *
 * @param mailbox the object id of the mailbox
 * @param address the user principal name, for people
 * @param deliveries number of deliveries that wait
 * @param since the first refusal of a delivery that waits
 * @param until when the first of them is parked
 * @param nextTry null during an attempt
 */
public record WaitingMailbox(
        String mailbox, String address, long deliveries, Instant since, Instant until, Instant nextTry) {

    /** One delivery that waits. */
    public static WaitingMailbox of(String mailbox, String address, Instant since, Duration patience, Instant nextTry) {
        return new WaitingMailbox(mailbox, address, 1, since, since.plus(patience), nextTry);
    }

    /** Both together. */
    public WaitingMailbox and(WaitingMailbox other) {
        boolean first = since.isBefore(other.since);
        Instant next =
                nextTry == null || other.nextTry != null && other.nextTry.isBefore(nextTry) ? other.nextTry : nextTry;
        return new WaitingMailbox(
                mailbox,
                address,
                deliveries + other.deliveries,
                first ? since : other.since,
                first ? until : other.until,
                next);
    }

    /** One line for operators. */
    public String text() {
        return (deliveries == 1 ? "1 delivery waits" : deliveries + " deliveries wait") + " for the mailbox "
                + (address == null ? mailbox : address) + ": it refuses since " + time(since) + ", "
                + (nextTry == null ? "" : "is tried again at " + time(nextTry) + ", ")
                + "and from " + time(until) + " on its deliveries are parked";
    }

    private static Instant time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
