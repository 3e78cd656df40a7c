package org.opencompliance.archiver.exchange;

import java.util.List;
import java.util.Set;

/**
 * How the message in a mailbox compares with the message that an import makes of the same mail.
 *
 * @param message the id of the compared message; null when the mailbox has none
 * @param found the ids of all messages with the internet message id, the oldest first; more than one are doubles
 * @param folderId the folder that the message is in now, null without a message
 * @param folder the display name of that folder, null without a message or without the option {@code folder}
 * @param moved whether it is in another folder than the option {@code folder} names
 * @param differences empty when they are the same
 */
public record MessageComparison(
        String message,
        List<String> found,
        String folderId,
        String folder,
        boolean moved,
        Set<Difference> differences) {

    public MessageComparison {
        found = List.copyOf(found);
        differences = Set.copyOf(differences);
    }

    /** A part of a message that differs. */
    public enum Difference {
        /** Exchange treats it as unsent. */
        DRAFT,
        /** Another message than the one with the given id has the internet message id. */
        MESSAGE_ID,
        SENT,
        RECEIVED,
        MESSAGE_CLASS,
        SUBJECT,
        FROM,
        /** The addresses of To, Cc or Bcc. */
        RECIPIENTS,
        /** The item id, the number of parts, or a named property that was given. */
        PROPERTIES,
        ATTACHMENT_NAMES,
        /** A stored size that the content cannot have. */
        ATTACHMENT_SIZES,
        /** The SHA-256 of the content of an attachment. */
        ATTACHMENT_CONTENT,
        /** The letters and digits of the visible text. */
        BODY
    }

    /** Whether the mailbox has none. */
    public boolean missing() {
        return message == null;
    }

    /** Whether the mailbox has more than one. */
    public boolean doubled() {
        return found.size() > 1;
    }

    /** Whether it is there once and the same; it may be in another folder. */
    public boolean same() {
        return !missing() && !doubled() && differences.isEmpty();
    }

    /** Omits the name of the folder, because logs contain this text. */
    @Override
    public String toString() {
        return "MessageComparison[found=" + found.size() + ", moved=" + moved + ", differences=" + differences + "]";
    }
}
