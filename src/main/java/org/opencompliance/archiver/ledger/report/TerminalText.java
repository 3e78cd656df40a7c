package org.opencompliance.archiver.ledger.report;

/**
 * The form of foreign text on a terminal: each character that a terminal could obey, hide or reorder, or that has no glyph, is
 * {@code \}{@code uXXXX}; all others stay. {@link #parse} gives the text back.
 */
public final class TerminalText {

    private static final int HEX = 16;
    private static final int DIGITS = 4;
    private static final String ESCAPE = "\\u";

    private TerminalText() {}

    /** The text without a control character. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(shown, point, text));
        return shown.toString();
    }

    /** The text that has this form; text without an escape is returned as it is. */
    public static String parse(String shown) {
        StringBuilder text = new StringBuilder(shown.length());
        int i = 0;
        while (i < shown.length()) {
            if (isEscape(shown, i)) {
                int digits = i + ESCAPE.length();
                text.append((char) Integer.parseInt(shown.substring(digits, digits + DIGITS), HEX));
                i = digits + DIGITS;
            } else {
                text.append(shown.charAt(i++));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder shown, int point, String text) {
        if (isPlain(point) && !(point == '\\' && text.contains(ESCAPE))) {
            shown.appendCodePoint(point);
            return;
        }
        for (char half : Character.toChars(point)) {
            shown.append(ESCAPE).append(String.format("%04x", (int) half));
        }
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isEscape(String text, int at) {
        int digits = at + ESCAPE.length();
        return text.startsWith(ESCAPE, at)
                && digits + DIGITS <= text.length()
                && text.substring(digits, digits + DIGITS)
                        .chars()
                        .allMatch(digit -> digit < Byte.MAX_VALUE && Character.digit(digit, HEX) >= 0);
    }
}
