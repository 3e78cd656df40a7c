package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.List;

/** A text in Camel's Simple language. */
public final class SimpleText {

    private static final String BEGIN = "${";
    private static final String LONG_BEGIN = "$simple{";

    private SimpleText() {}

    /** The functions of a text without {@code ${} and {@code }}, those within others too. */
    public static List<String> functions(String text) {
        List<String> found = new ArrayList<>();
        int from = 0;
        while (true) {
            int at = begin(text, from);
            if (at < 0) {
                return found;
            }
            int inner = text.indexOf('{', at) + 1;
            int end = end(text, inner);
            if (end >= 0) {
                found.add(text.substring(inner, end));
            }
            from = inner;
        }
    }

    /** The only function of a text; empty if there is more or less in it. */
    public static String only(String text) {
        String whole = text.strip();
        boolean one = whole.startsWith(BEGIN) && end(whole, BEGIN.length()) == whole.length() - 1;
        return one ? whole.substring(BEGIN.length(), whole.length() - 1) : "";
    }

    private static int begin(String text, int from) {
        int brief = text.indexOf(BEGIN, from);
        int full = text.indexOf(LONG_BEGIN, from);
        return brief < 0 || full >= 0 && full < brief ? full : brief;
    }

    private static int end(String text, int inner) {
        int depth = 1;
        for (int at = inner; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }
}
