package org.opencompliance.archiver.mapping.archived;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.mapping.PlannedMailbox;

/**
 * Caches which mailboxes belong to members of the group of archived users, so that the directory is asked once per mailbox and not once
 * per item. Failed requests are not cached. Thread-safe.
 */
public final class ArchivedGroup {

    private final String group;
    private final Duration keep;
    private final Clock clock;
    private final Map<String, Kept> answers;

    private record Kept(boolean member, Instant until) {}

    /**
     * @param group the object id of the group; empty for none
     * @param keep how long an answer is cached
     * @param entries maximum number of cached answers; the least recently used one is removed first
     */
    public ArchivedGroup(String group, Duration keep, int entries, Clock clock) {
        this.group = group;
        this.keep = keep;
        this.clock = clock;
        this.answers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > entries;
            }
        };
    }

    /** Whether a value is an object id. */
    public static boolean isId(String text) {
        return UserList.isId(text);
    }

    /** The group to ask for, as the body of the request. */
    public List<String> groups() {
        if (group.isEmpty()) {
            throw new IllegalStateException(
                    "A filter asks for the group of archived users: set archiver.archived-group to its object id");
        }
        return List.of(group);
    }

    /** The recent answer for a mailbox; null when the directory must be asked. */
    public synchronized Boolean recent(PlannedMailbox mailbox) {
        Kept kept = answers.get(mailbox.mailboxId());
        return kept != null && clock.instant().isBefore(kept.until()) ? kept.member() : null;
    }

    /**
     * Keeps an answer of the directory.
     *
     * @param groups the groups of the request that have the user as a member
     * @return whether the user is a member
     */
    public synchronized boolean found(PlannedMailbox mailbox, List<String> groups) {
        boolean member = groups.stream().anyMatch(group::equalsIgnoreCase);
        answers.put(mailbox.mailboxId(), new Kept(member, clock.instant().plus(keep)));
        return member;
    }
}
