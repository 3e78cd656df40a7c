package org.opencompliance.archiver.mapping.archived;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.mapping.PlannedMailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of users whose items are archived. A changed file is accepted or refused as a whole; after a refusal the last accepted list
 * stays in force. Thread-safe.
 */
public final class ArchivedUsers {

    private static final Logger LOG = LoggerFactory.getLogger(ArchivedUsers.class);

    private static final String FILE = "The file of archiver.archived-users-file ";

    private final UserListFile file;
    private final AcceptedUserList accepted;
    private final Duration every;
    private final Clock clock;
    private UserList inForce;
    private String problem;
    private Instant next = Instant.MIN;

    /**
     * @param file path of the file; empty for none
     * @param every how often to look for a change
     * @param still how long a changed file must stay the same before it is read
     * @param accepted remembers the list, so that the next start reads the same content at once; null for a single look
     */
    public ArchivedUsers(String file, Duration every, Duration still, AcceptedUserList accepted, Clock clock) {
        this.file = file.isBlank() ? null : new UserListFile(Path.of(file.strip()), still, accepted, clock);
        this.accepted = accepted;
        this.every = every;
        this.clock = clock;
    }

    /**
     * Whether the list has a mailbox: its object id, its user principal name, or the address or mobile number of one of its
     * participants in the item.
     *
     * @throws UserListMissingException when no list was accepted yet: the item must wait
     */
    public boolean has(PlannedMailbox mailbox, FilteredItem item) {
        UserList list = list();
        return list.hasId(mailbox.mailboxId())
                || list.hasAddress(mailbox.address())
                || mailbox.participants().stream().anyMatch(position -> has(list, item, position));
    }

    private static boolean has(UserList list, FilteredItem item, int position) {
        Participant person = item.item().person(position);
        return person != null && (list.hasAddress(person.address()) || list.hasNumber(person.mobile()));
    }

    /** Why the file is not in force, for health and the command check; null for a good file, and without one. */
    public synchronized String problem() {
        if (file != null) {
            look();
        }
        return problem;
    }

    /** The e-mail addresses of the list in force; empty without one. */
    public synchronized List<String> addresses() {
        if (file != null) {
            look();
        }
        return inForce == null ? List.of() : inForce.addresses();
    }

    private synchronized UserList list() {
        if (file == null) {
            throw new UserListMissingException(
                    "A filter asks for the archived users: set archiver.archived-users-file to the list");
        }
        look();
        if (inForce == null) {
            throw new UserListMissingException(problem == null ? FILE + "is not read yet" : problem);
        }
        return inForce;
    }

    private void look() {
        if (clock.instant().isBefore(next)) {
            return;
        }
        next = clock.instant().plus(every);
        try {
            byte[] content = file.changed();
            if (content != null) {
                take(UserList.parse(content), Sha256.hex(content));
            }
        } catch (NoSuchFileException e) {
            trouble(FILE + "is missing: put it there");
        } catch (IOException e) {
            trouble(FILE + "cannot be read (" + e.getClass().getSimpleName() + "): correct its permissions");
        }
    }

    private void take(UserList list, String sha256) {
        if (list.isUsable()) {
            inForce = list;
            problem = null;
            LOG.info("Archived users in force: {}", list);
            remember(sha256);
        } else {
            trouble(FILE + "is refused: " + list.problem());
        }
    }

    /** Only the next start needs it. */
    private void remember(String sha256) {
        try {
            if (accepted != null) {
                accepted.remember(sha256);
            }
        } catch (IOException e) {
            LOG.debug("The list of users could not be remembered; the next start waits until it stays the same", e);
        }
    }

    private void trouble(String found) {
        if (!found.equals(problem)) {
            problem = found;
            String state = inForce == null ? "Items wait" : "The last accepted list stays in force";
            LOG.warn("{}. {}", found, state);
        }
    }
}
