package org.opencompliance.archiver.exchange.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.InputStream;
import org.opencompliance.archiver.exchange.mail.BlockInputStream;

/**
 * The characters between the quotes of a JSON string, escaped as they are read: a long text is in the heap once, and its JSON is
 * not.
 */
final class JsonText implements JsonPart {

    private static final int BLOCK = 4096;
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
        return new Blocks(text);
    }

    private static long lengthOf(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += lengthOf(c);
            if (Character.isSurrogate(c)) {
                i++;
                length += lengthOfRest(c, i < text.length() ? text.charAt(i) : '\0');
            }
        }
        return length;
    }

    private static int lengthOf(char c) {
        if (c < 0x80) {
            return c >= ' ' && c != '"' && c != '\\' ? 1 : ofEscape(c);
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    private static int lengthOfRest(char high, char low) {
        if (!Character.isSurrogatePair(high, low)) {
            throw new IllegalArgumentException("The text has half of a surrogate pair");
        }
        return 2;
    }

    private static int ofEscape(char c) {
        return switch (c) {
            case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> ESCAPE;
        };
    }

    private static final class Blocks extends BlockInputStream {

        private final String text;
        private int next;

        Blocks(String text) {
            this.text = text;
        }

        @Override
        protected byte[] next() {
            if (next == text.length()) {
                return null;
            }
            int end = Math.min(text.length(), next + BLOCK);
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            byte[] block = JsonStringEncoder.getInstance().quoteAsUTF8(text.substring(next, end));
            next = end;
            return block;
        }
    }
}
