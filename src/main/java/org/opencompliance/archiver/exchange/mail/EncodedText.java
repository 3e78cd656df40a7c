package org.opencompliance.archiver.exchange.mail;

import java.util.function.Function;

/** A text that is encoded block by block as it is read. No block ends within a surrogate pair. */
public final class EncodedText extends BlockInputStream {

    private static final int BLOCK = 8192;

    private final String text;
    private final Function<String, byte[]> encoding;
    private int start;

    /** @param encoding of a block, which does not depend on the blocks before it */
    public EncodedText(String text, Function<String, byte[]> encoding) {
        this.text = text;
        this.encoding = encoding;
    }

    @Override
    protected byte[] next() {
        if (start >= text.length()) {
            return null;
        }
        int end = Math.min(text.length(), start + BLOCK);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        byte[] block = encoding.apply(text.substring(start, end));
        start = end;
        return block;
    }
}
