package org.opencompliance.archiver.ledger.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Builds HTML in ASCII. Each text and each attribute value is escaped. Control characters, characters that change the
 * direction of text, and unpaired surrogates become visible codes, because ids come from outside.
 */
final class Html {

    private static final Set<String> INLINE = Set.of("span", "strong", "code", "b", "title", "text", "tspan", "a");
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    Html open(String tag, String... attributes) {
        tag(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (!INLINE.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    /** Adds an element without content and without an end tag. */
    Html empty(String tag, String... attributes) {
        tag(tag, attributes);
        out.append('\n');
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** Adds a text of this program that contains markup. */
    Html trusted(String markup) {
        out.append(markup);
        return this;
    }

    private void tag(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    private void escape(String text) {
        text.codePoints().forEach(this::escape);
    }

    private void escape(int c) {
        if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
            out.append("&#").append(c).append(';');
        } else if (c >= FIRST_PRINTABLE && c < DELETE) {
            out.append((char) c);
        } else if (isVisible(c)) {
            out.append("&#x").append(Integer.toHexString(c)).append(';');
        } else {
            out.append(String.format("\\u%04x", c));
        }
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("The element " + open.peek() + " is not closed");
        }
        return out.toString();
    }
}
