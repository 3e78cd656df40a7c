package org.opencompliance.archiver.mapping.archived;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.opencompliance.archiver.mapping.KeptAnswers;
import org.opencompliance.archiver.mapping.PlannedMailbox;

/**
 * Caches which mailboxes belong to members of the group of archived users, so that the directory is asked once per mailbox and not once
 * per item. Failed requests are not cached. Thread-safe.
 */
public final class ArchivedGroup {

    private final String group;
    private final Duration keep;
    private final KeptAnswers<Boolean> answers;

    /**
     * @param group the object id of the group; empty for none
     * @param keep how long an answer is cached
     * @param entries maximum number of cached answers; the least recently used one is removed first
     */
    public ArchivedGroup(String group, Duration keep, int entries, Clock clock) {
        this.group = group;
        this.keep = keep;
        this.answers = new KeptAnswers<>(entries, clock);
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
    public Boolean recent(PlannedMailbox mailbox) {
        return answers.recent(mailbox.mailboxId());
    }

    /**
     * Keeps an answer of the directory.
     *
     * @param groups the groups of the request that have the user as a member
     * @return whether the user is a member
     */
    public boolean found(PlannedMailbox mailbox, List<String> groups) {
        boolean member = groups.stream().anyMatch(group::equalsIgnoreCase);
        answers.keep(mailbox.mailboxId(), member, keep);
        return member;
    }
}
