package org.opencompliance.archiver.item;

/** Texts of an item, of which readers and searches need no more than a beginning. */
final class ShortText {

    /** More than any name, address or status that a program writes. */
    private static final int MAX_CHARS = 300;

    private ShortText() {}

    /** The text; of a long one the beginning, and that it is cut. Null stays null. */
    static String of(String text) {
        if (text == null || text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end) + "... (cut, " + text.length() + " characters)";
    }
}
