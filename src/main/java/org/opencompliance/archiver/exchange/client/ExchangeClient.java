package org.opencompliance.archiver.exchange.client;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.WriteFence;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * The requests to Exchange and the directory. Each method sends one request (a list: one per page) and blocks until the
 * response or the timeout. It throws a {@link org.opencompliance.archiver.exchange.MicrosoftExchangeException} for
 * every failure. Safe for threads.
 */
public interface ExchangeClient {

    /**
     * The directory's maximum of values in one filter: "Use the $filter query parameter" of Microsoft Graph, and the
     * error for more, "Too many child clauses".
     */
    int MOST_VALUES = 15;

    /**
     * The longest value that the directory compares by default, in characters: "Known issues with Microsoft Graph",
     * query parameters. Longer values need advanced queries.
     */
    int LONGEST_VALUE = 120;

    /** The maximum of groups in one request: "user: checkMemberGroups" of Microsoft Graph. */
    int MOST_GROUPS = 20;

    /** The ids of the folders directly below the root that have the name, ignoring case. */
    GraphAnswer<List<String>> foldersNamed(String mailbox, String name);

    /**
     * Like {@link #foldersNamed}, but lists every folder, also hidden ones: for names that the filter does not find.
     */
    GraphAnswer<List<String>> foldersListed(String mailbox, String name);

    /** Creates a folder below the root and returns its id, or null if the mailbox has one of that name. */
    GraphAnswer<String> createFolder(String mailbox, String name, WriteFence fence);

    /** All messages of the mailbox with one of the internet message ids, the oldest first; ids that fit into a URL. */
    GraphAnswer<List<ExchangeMessage>> messages(String mailbox, List<String> internetMessageIds);

    /**
     * The messages of a folder with the internet message id, the oldest first, from the folder's list: without the
     * index that {@link #messages} uses.
     *
     * @param since the time to which the list is read back at least, by the service's clock
     */
    GraphAnswer<List<ExchangeMessage>> listedMessages(
            String mailbox, String folderId, String internetMessageId, Instant since);

    /** The messages of a folder with the internet message id that carry the property; slow in large folders. */
    GraphAnswer<List<ExchangeMessage>> carryingMessages(
            String mailbox, String folderId, String internetMessageId, MessageProperty property);

    /** The message with its attachments' names and the named properties. */
    GraphAnswer<ExchangeMessage> message(String mailbox, String id, Set<String> properties);

    /** The display name of a folder. */
    GraphAnswer<String> folderName(String mailbox, String folderId);

    /**
     * The message with its subject, its addresses, its attachments' names and the named properties.
     *
     * @param body whether to read the body too
     */
    GraphAnswer<StoredMessage> wholeMessage(String mailbox, String id, Set<String> properties, boolean body);

    /** Reads the content of an attachment to its end and keeps nothing of it. */
    GraphAnswer<ContentDigest> contentDigest(String mailbox, String messageId, String attachmentId);

    /** The attachments of a message. */
    GraphAnswer<List<ExchangeMessage.Attachment>> attachments(String mailbox, String messageId);

    /** Creates a message in a folder. */
    GraphAnswer<ExchangeMessage> createMessage(
            String mailbox, String folderId, OutgoingMessage message, WriteFence fence);

    /** Adds an attachment of less than about 3 MB to a message. */
    GraphAnswer<Void> addAttachment(String mailbox, String messageId, MailAttachment attachment, WriteFence fence);

    /** Opens a session to upload an attachment of about 3 MB or more to a message. */
    GraphAnswer<UploadTarget> openUpload(String mailbox, String messageId, MailAttachment attachment, WriteFence fence);

    /** Sends one slice of an attachment, in order. */
    GraphAnswer<UploadProgress> upload(UploadTarget session, UploadSlice slice, WriteFence fence);

    /** Cancels a session; best effort. */
    void cancel(UploadTarget session);

    /** The user with that object id or user principal name, or null. */
    GraphAnswer<DirectoryUser> userById(String idOrPrincipalName);

    /**
     * All users that have one of the values.
     *
     * @param way the field to search; for all addresses each value has its prefix, {@code smtp:} or {@code SMTP:}
     * @param values at most {@link #MOST_VALUES}
     */
    GraphAnswer<List<FoundUser>> users(Way way, List<String> values);

    /**
     * The ids of those groups that the user is a member of, directly or through other groups. An id of no group is left out.
     *
     * @param groups object ids, at most {@link #MOST_GROUPS}
     */
    GraphAnswer<List<String>> memberGroups(String user, List<String> groups);

    /** The object id of a group; fails if the directory does not have it. */
    GraphAnswer<String> group(String id);
}
