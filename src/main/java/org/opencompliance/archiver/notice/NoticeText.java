package org.opencompliance.archiver.notice;

import java.util.List;

/** Sections of the plain text of notices. */
final class NoticeText {

    private NoticeText() {}

    /** The reasons with the person who acts and the action, then some item ids; empty without any. */
    static String parked(Notice.Facts facts) {
        StringBuilder text = new StringBuilder();
        if (!facts.reasons().isEmpty()) {
            text.append("\nParked, with the person who acts and what to do before the replay:\n");
            facts.reasons().forEach(reason -> text.append(reason.text()));
        }
        return text
                + items(facts.items())
                + (facts.reasons().isEmpty() ? "" : "The command archiver dead-letters list shows all dead letters.\n");
    }

    /** Some item ids; empty without any. */
    static String items(List<String> items) {
        if (items.isEmpty()) {
            return "";
        }
        String some = items.size() < Notice.MAX_ITEMS ? "" : " (the first " + Notice.MAX_ITEMS + ")";
        return "\nItems" + some + ":\n" + String.join("\n", items) + "\n\nThe command archiver item ID shows one.\n";
    }
}
