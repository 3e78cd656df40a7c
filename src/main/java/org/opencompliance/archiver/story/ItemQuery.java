package org.opencompliance.archiver.story;

import java.time.Duration;
import java.time.Instant;

/**
 * The items to list; null for no condition.
 *
 * @param participant a mobile number or an e-mail address
 * @param mailbox the object id of a mailbox, or its address
 * @param thread the id of a conversation at the source
 * @param from archived at the source at that time or later
 * @param to archived before
 */
public record ItemQuery(
        String participant, String mailbox, String thread, ItemStatus status, Instant from, Instant to) {

    /** Omits the person, because logs must not name participants. */
    @Override
    public String toString() {
        return "ItemQuery[" + from + " to " + to + "]";
    }

    boolean includes(Instant archivedAt) {
        return archivedAt == null
                || (from == null || !archivedAt.isBefore(from)) && (to == null || archivedAt.isBefore(to));
    }

    /** Number of days between its times. */
    long days() {
        return from == null || to == null
                ? Long.MAX_VALUE
                : Duration.between(from, to).toDays() + 1;
    }

    boolean isAboutPeople() {
        return participant != null || thread != null;
    }
}
