package org.opencompliance.sandbox.day;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A network that TeleMessage captures.
 *
 * @param name of the connector, and in requests to the site
 * @param label in headers and subjects
 * @param source of the items, as the header names it
 * @param folder of the mailboxes, as Microsoft's connector names it
 * @param content the kinds of its items
 */
public record Network(String name, String label, String source, String folder, Content content) {

    public static final Network WECHAT = new Network("wechat", "WeChat", "WeCom", "WeChat Archiver", Content.WECOM);

    private static final List<Network> ALL = List.of(
            WECHAT,
            new Network("whatsapp", "WhatsApp", "WhatsApp", "WhatsApp Archiver", Content.CHATS),
            new Network("signal", "Signal", "Signal", "Signal Archiver", Content.CHATS),
            new Network("telegram", "Telegram", "Telegram", "Telegram Archiver", Content.CHATS),
            new Network("android", "Android", "Android", "Android Archiver", Content.PHONE),
            new Network(
                    "enterprise-number",
                    "Enterprise Number",
                    "Enterprise Number",
                    "Enterprise Number Archiver",
                    Content.PHONE),
            new Network("att", "AT&T", "Network", "AT&T SMS/MMS Network Archiver", Content.MESSAGES),
            new Network("bell", "Bell", "Network", "Bell SMS/MMS Network Archiver", Content.MESSAGES),
            new Network("o2", "O2", "Network", "O2 SMS and Voice Network Archiver", Content.PHONE),
            new Network("rogers", "Rogers", "Network", "Rogers SMS/MMS Network Archiver", Content.MESSAGES),
            new Network("telus", "TELUS", "Network", "TELUS SMS Network Archiver", Content.MESSAGES),
            new Network("verizon", "Verizon", "Network", "Verizon SMS/MMS Network Archiver", Content.MESSAGES));

    /** The kinds of items that networks have. */
    enum Content {
        WECOM(EnumSet.complementOf(EnumSet.of(MessageKind.REVOKE))),
        CHATS(EnumSet.of(
                MessageKind.TEXT,
                MessageKind.IMAGE,
                MessageKind.VOICE,
                MessageKind.VIDEO,
                MessageKind.CARD,
                MessageKind.LOCATION,
                MessageKind.EMOTION,
                MessageKind.FILE,
                MessageKind.LINK,
                MessageKind.VOTE,
                MessageKind.CALL)),
        PHONE(EnumSet.of(MessageKind.TEXT, MessageKind.IMAGE, MessageKind.VOICE_CALL, MessageKind.CALL)),
        MESSAGES(EnumSet.of(MessageKind.TEXT, MessageKind.IMAGE, MessageKind.VIDEO));

        private final Set<MessageKind> kinds;

        Content(Set<MessageKind> kinds) {
            this.kinds = kinds;
        }
    }

    /** The names of all networks. */
    public static List<String> names() {
        return ALL.stream().map(Network::name).toList();
    }

    /** @throws IllegalArgumentException when there is no network of this name */
    public static Network of(String name) {
        return ALL.stream()
                .filter(network -> network.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The networks are " + names() + ", not " + name));
    }

    /** The kinds of its items, without recalls, in the order of the kinds. */
    List<MessageKind> kinds() {
        return Arrays.stream(MessageKind.values())
                .filter(content.kinds::contains)
                .toList();
    }
}
