package org.opencompliance.archiver.exchange.mail;

/**
 * Text that XML, and so a mailbox server, can store: without control characters other than tab and line ends, halves of surrogate
 * pairs, and the two code points that are no characters.
 */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char LAST = '\uFFFD';

    private StorableText() {}

    /** The same text with U+FFFD in place of each character that cannot be stored. */
    public static String of(String text) {
        int pos = unstorable(text, 0);
        if (pos < 0) {
            return text;
        }
        char[] chars = text.toCharArray();
        while (pos >= 0) {
            chars[pos] = REPLACEMENT;
            pos = unstorable(text, pos + 1);
        }
        return new String(chars);
    }

    /** The index of the first character from there on that cannot be stored, or -1. */
    private static int unstorable(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' ? !isBlank(c) : c >= Character.MIN_SURROGATE && isSpecial(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isBlank(char c) {
        return c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isSpecial(char c) {
        return Character.isSurrogate(c) || c > LAST;
    }
}
