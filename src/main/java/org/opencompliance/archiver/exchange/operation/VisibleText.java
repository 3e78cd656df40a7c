package org.opencompliance.archiver.exchange.operation;

import java.util.Locale;
import java.util.Set;
import org.opencompliance.archiver.exchange.mail.MailBody;

/**
 * The letters and digits that a reader of a body sees. Exchange rewrites the markup, blanks and quotation marks of a body, but
 * not these. Reads each character once.
 */
final class VisibleText {

    /** Elements whose content is not shown. */
    private static final Set<String> HIDDEN = Set.of("script", "style", "title");
    /** The references that stand for no letter. Others make a comparison leave out what is not ASCII. */
    private static final Set<String> SIGNS =
            Set.of("amp", "lt", "gt", "quot", "apos", "nbsp", "copy", "reg", "hellip", "ndash", "mdash", "middot");

    private static final int LONGEST_REFERENCE = 32;

    private final String content;
    private final StringBuilder text = new StringBuilder();
    private boolean named;

    private VisibleText(String content) {
        this.content = content;
    }

    /** Whether two bodies show the same letters and digits. */
    static boolean same(MailBody one, MailBody other) {
        VisibleText first = of(one);
        VisibleText second = of(other);
        boolean ascii = first.named || second.named;
        return first.letters(ascii).equals(second.letters(ascii));
    }

    private static VisibleText of(MailBody body) {
        VisibleText visible = new VisibleText(body.content());
        if (body.html()) {
            visible.read();
        } else {
            visible.text.append(body.content());
        }
        return visible;
    }

    private String letters(boolean ascii) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints()
                .filter(Character::isLetterOrDigit)
                .filter(c -> !ascii || c < 128)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private void read() {
        int pos = 0;
        while (pos < content.length()) {
            char c = content.charAt(pos);
            if (c == '<') {
                pos = afterMarkup(pos);
            } else if (c == '&') {
                pos = afterReference(pos);
            } else {
                text.append(c);
                pos++;
            }
        }
    }

    private int afterMarkup(int pos) {
        if (content.startsWith("<!--", pos)) {
            return after("-->", pos + 4);
        }
        char next = pos + 1 < content.length() ? content.charAt(pos + 1) : ' ';
        if (next != '/' && next != '!' && next != '?' && !Character.isLetter(next)) {
            text.append('<');
            return pos + 1;
        }
        int end = endOfTag(pos + 1);
        String name = name(pos + 1);
        return HIDDEN.contains(name) ? afterElement(name, end) : end;
    }

    private String name(int start) {
        int end = start;
        while (end < content.length() && Character.isLetterOrDigit(content.charAt(end))) {
            end++;
        }
        return content.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private int endOfTag(int start) {
        char quote = 0;
        for (int i = start; i < content.length(); i++) {
            char c = content.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return content.length();
    }

    /** Elements that are not shown do not nest. */
    private int afterElement(String name, int start) {
        for (int i = content.indexOf("</", start); i >= 0; i = content.indexOf("</", i + 2)) {
            if (content.regionMatches(true, i + 2, name, 0, name.length())) {
                return endOfTag(i + 2);
            }
        }
        return content.length();
    }

    private int after(String mark, int start) {
        int end = content.indexOf(mark, start);
        return end < 0 ? content.length() : end + mark.length();
    }

    private int afterReference(int pos) {
        int end = pos + 1;
        int most = Math.min(content.length(), pos + LONGEST_REFERENCE);
        while (end < most && (Character.isLetterOrDigit(content.charAt(end)) || content.charAt(end) == '#')) {
            end++;
        }
        String name = content.substring(pos + 1, end);
        if (end == content.length() || content.charAt(end) != ';' || name.isEmpty()) {
            return pos + 1;
        }
        if (name.charAt(0) == '#') {
            appendNumbered(name.substring(1));
        } else {
            named |= !SIGNS.contains(name);
        }
        return end + 1;
    }

    private void appendNumbered(String number) {
        boolean hex = number.startsWith("x") || number.startsWith("X");
        try {
            int code = Integer.parseInt(hex ? number.substring(1) : number, hex ? 16 : 10);
            if (Character.isValidCodePoint(code)) {
                text.appendCodePoint(code);
            }
        } catch (NumberFormatException e) {
            // no reference to a character
            named = true;
        }
    }
}
