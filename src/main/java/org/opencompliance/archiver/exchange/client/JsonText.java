package org.opencompliance.archiver.exchange.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.InputStream;
import org.opencompliance.archiver.exchange.mail.EncodedText;

/**
 * The characters between the quotes of a JSON string, escaped as they are read: a long text is in the heap once, and its JSON is
 * not.
 */
final class JsonText implements JsonPart {

    /** Of a character by its number. */
    private static final int ESCAPE = 6;

    private final String text;
    private final long length;

    /** @throws IllegalArgumentException when the text has half of a surrogate pair, which UTF-8 cannot express */
    JsonText(String text) {
        this.text = text;
        this.length = lengthOf(text);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() {
        return new EncodedText(text, JsonStringEncoder.getInstance()::quoteAsUTF8);
    }

    private static long lengthOf(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            length += lengthOf(point);
            i += Character.charCount(point);
        }
        return length;
    }

    private static int lengthOf(int point) {
        if (point < 0x80) {
            return point >= ' ' && point != '"' && point != '\\' ? 1 : ofEscape(point);
        }
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException("The text has half of a surrogate pair");
        }
        if (point < 0x800) {
            return 2;
        }
        return Character.isBmpCodePoint(point) ? 3 : 4;
    }

    private static int ofEscape(int point) {
        return switch (point) {
            case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> ESCAPE;
        };
    }
}
