package org.opencompliance.archiver.item;

import java.util.Locale;
import java.util.Map;

/** Maps the message types of the source to labels for readers. */
public final class ItemKind {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("chat", "Chat message"),
            Map.entry("text", "Chat message"),
            Map.entry("markdown", "Chat message"),
            Map.entry("mixed", "Chat message"),
            Map.entry("call", "Call"),
            Map.entry("voiptext", "Call"),
            Map.entry("meetingvoicecall", "Call"),
            Map.entry("attachment", "Message with attachment"),
            Map.entry("file", "File"),
            Map.entry("qydiskfile", "File"),
            Map.entry("recall", "Recalled message"),
            Map.entry("revoke", "Recalled message"),
            Map.entry("image", "Picture"),
            Map.entry("voice", "Voice message"),
            Map.entry("video", "Video"),
            Map.entry("emotion", "Sticker"),
            Map.entry("card", "Contact card"),
            Map.entry("location", "Location"),
            Map.entry("link", "Link"),
            Map.entry("weapp", "Mini program"),
            Map.entry("chatrecord", "Forwarded chat"),
            Map.entry("todo", "To-do"),
            Map.entry("vote", "Vote"),
            Map.entry("collect", "Form"),
            Map.entry("redpacket", "Red packet"),
            Map.entry("externalredpacket", "Red packet"),
            Map.entry("meeting", "Meeting"),
            Map.entry("docmsg", "Document"),
            Map.entry("calendar", "Calendar entry"),
            Map.entry("agree", "Consent to archiving"),
            Map.entry("disagree", "Refusal of archiving"),
            Map.entry("system", "System event"));

    private ItemKind() {}

    /** The label of a type; an unknown type is its own label. */
    public static String of(String type) {
        String key = type.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        return WORDS.getOrDefault(key, type.isBlank() ? "Message" : type.strip());
    }
}
