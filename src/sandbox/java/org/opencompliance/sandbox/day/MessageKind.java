package org.opencompliance.sandbox.day;

import java.util.function.Function;

/** The message types that WeCom archives, each with its representation in a TeleMessage mail. */
enum MessageKind {
    TEXT("chat", "text", Words::sentence),
    IMAGE("attachment", "image", words -> "[Image]", "image.jpg", "image/jpeg"),
    REVOKE("recall", "revoke", words -> "Recalled a message."),
    AGREE("chat", "agree", words -> "Agreed to the archiving of this conversation."),
    DISAGREE("chat", "disagree", words -> "Did not agree to the archiving of this conversation."),
    VOICE("attachment", "voice", words -> "[Voice " + words.number(60) + " s]", "voice.amr", "audio/amr"),
    VIDEO("attachment", "video", words -> "[Video " + words.number(90) + " s]", "video.mp4", "video/mp4"),
    CARD("chat", "card", words -> "[Contact card] Contoso, user " + words.hex(6)),
    LOCATION("chat", "location", words -> "[Location] 上海市浦东新区世纪大道 " + words.number(900) + " 号, 121.50,31.23"),
    EMOTION("attachment", "emotion", words -> "[Sticker]", "sticker.gif", "image/gif"),
    FILE("file", "file", words -> "[File] " + words.title(), "document.pdf", "application/pdf"),
    LINK("chat", "link", words -> "[Link] " + words.title() + "\n" + words.link()),
    WEAPP("chat", "weapp", words -> "[Mini program] " + words.title()),
    CHAT_RECORD(
            "chat",
            "chatrecord",
            words -> "[Chat record] " + words.title() + "\n10:01 A: " + words.sentence() + "\n10:02 B: "
                    + words.sentence()),
    TODO("chat", "todo", words -> "[To do] " + words.title() + ": " + words.sentence()),
    VOTE("chat", "vote", words -> "[Vote] " + words.title() + "\n1. 同意\n2. 反对"),
    COLLECT("chat", "collect", words -> "[Form] " + words.title() + "\n姓名 / Name: " + words.hex(4)),
    RED_PACKET("chat", "redpacket", words -> "[Red packet] 恭喜发财, " + words.number(20000) + " fen"),
    EXTERNAL_RED_PACKET("chat", "external_redpacket", words -> "[Red packet] 大吉大利, " + words.number(9) + " pieces"),
    MEETING("chat", "meeting", words -> "[Meeting] " + words.title() + ", id 9007199254740" + words.number(899)),
    MEETING_NOTIFICATION("chat", "meeting_notification", words -> "[Meeting] ended: " + words.title()),
    DOCUMENT("chat", "docmsg", words -> "[Online document] " + words.title() + "\n" + words.link()),
    MARKDOWN("chat", "markdown", words -> "# " + words.title() + "\n> **" + words.sentence() + "**"),
    NEWS("chat", "news", words -> "[News] " + words.title() + "\n" + words.link()),
    CALENDAR("chat", "calendar", words -> "[Calendar] " + words.title() + ", room " + words.number(30)),
    MIXED("attachment", "mixed", words -> words.sentence() + "\n[Image]", "mixed.png", "image/png"),
    VOICE_CALL("call", "meeting_voice_call", words -> "[Voice call] recorded", "call.amr", "audio/amr"),
    SHARED_FILE("file", "voip_doc_share", words -> "[Shared in a call]", "shared.csv", "text/csv"),
    CHANNEL("chat", "sphfeed", words -> "[Channel] " + words.title()),
    CALL("call", "voiptext", words -> "[Call] " + words.number(3600) + " s"),
    DRIVE_FILE("chat", "qydiskfile", words -> "[WeDrive] " + words.title() + ".xlsx"),
    SWITCH("chat", "switch", words -> "Switched to another company."),
    CHAIN("solitaire", "接龙", words -> "[接龙] 1. 王伟 2. 李娜"),
    NOTE("note", "笔记", words -> "[笔记] " + words.sentence());

    private final String listed;
    private final String header;
    private final Function<Words, String> text;
    private final String file;
    private final String mediaType;

    MessageKind(String listed, String header, Function<Words, String> text) {
        this(listed, header, text, null, null);
    }

    MessageKind(String listed, String header, Function<Words, String> text, String file, String mediaType) {
        this.listed = listed;
        this.header = header;
        this.text = text;
        this.file = file;
        this.mediaType = mediaType;
    }

    /** The type in the listing. */
    String listed() {
        return listed;
    }

    /** The type in the header of the mail. */
    String header() {
        return header;
    }

    boolean call() {
        return listed.equals("call");
    }

    String text(Words words) {
        return text.apply(words);
    }

    boolean hasFile() {
        return file != null;
    }

    FilePart file(long seed, int size) {
        return new FilePart(file, mediaType, seed, size);
    }
}
