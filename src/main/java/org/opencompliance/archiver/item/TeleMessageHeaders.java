package org.opencompliance.archiver.item;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opencompliance.archiver.exchange.mail.MailHeader;

/**
 * The {@code X-TELEMESSAGE-} headers of an item; null for a missing header. The comparison of names ignores case,
 * {@code -} and {@code _}. The first non-empty header of each name counts.
 *
 * @param archiveMessageId the item's id at the source
 * @param network where the message was sent, such as {@code WeChat}
 * @param messageType the type, such as {@code chat} or {@code call}
 * @param conversation where in the network it was sent
 * @param archiveSource the source of the capture
 * @param initiator the owner: the person that it was archived for
 * @param status the status of the message
 * @param recalledMessageId the message that this one recalls
 */
public record TeleMessageHeaders(
        String archiveMessageId,
        String network,
        String messageType,
        Conversation conversation,
        String archiveSource,
        String initiator,
        String status,
        String recalledMessageId) {

    /**
     * The conversation of a message.
     *
     * @param threadId the id of the conversation
     * @param groupId the group it was sent to
     * @param groupName the name of that group
     */
    public record Conversation(String threadId, String groupId, String groupName) {

        /** Omits the values, which can name people. */
        @Override
        public String toString() {
            return "Conversation[]";
        }
    }

    private static final String PREFIX = "xtelemessage";

    /** No public documentation names the header of a recall; WeCom calls the field {@code pre_msgid}. */
    private static final List<String> RECALL_NAMES = List.of(
            "recalledmessageid",
            "recalledarchivemessageid",
            "recalledid",
            "recalls",
            "premsgid",
            "premessageid",
            "originalarchivemessageid",
            "originalmessageid");

    /** Whether a field of a mail is one of them. */
    static boolean isOne(MailHeader header) {
        return plain(header).startsWith(PREFIX);
    }

    private static String plain(MailHeader header) {
        return header.name().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    static TeleMessageHeaders of(List<MailHeader> headers) {
        Map<String, String> values = new HashMap<>();
        for (MailHeader header : headers) {
            String name = plain(header);
            if (name.startsWith(PREFIX) && !header.value().isBlank()) {
                values.putIfAbsent(name.substring(PREFIX.length()), header.value());
            }
        }
        return new TeleMessageHeaders(
                values.get("archivemessageid"),
                values.get("network"),
                values.get("messagetype"),
                new Conversation(values.get("threadid"), values.get("groupid"), values.get("groupname")),
                values.get("archivesource"),
                values.get("archiveinitiator"),
                values.get("status"),
                RECALL_NAMES.stream()
                        .filter(values::containsKey)
                        .findFirst()
                        .map(values::get)
                        .orElse(null));
    }

    /** Omits the values, which can name people. */
    @Override
    public String toString() {
        return "TeleMessageHeaders[]";
    }
}
