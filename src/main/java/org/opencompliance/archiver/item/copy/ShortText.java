package org.opencompliance.archiver.item.copy;

/** Shortens long header values of an item for the banner and for properties. */
final class ShortText {

    /** Longer than an ordinary name, address or status. */
    private static final int MAX_CHARS = 300;

    private ShortText() {}

    /** The text itself, or the beginning of a long one with a note that it is cut; null for null. */
    static String of(String text) {
        if (text == null || text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end) + "... (cut, " + text.length() + " characters)";
    }
}
