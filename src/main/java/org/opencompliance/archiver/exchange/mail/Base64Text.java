package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * Decodes base64 (RFC 2045 section 6.8) and, unlike mime4j's decoder, reports what it cannot decode. It decodes an end without
 * padding, skips foreign characters, and either stops at text after the padding or decodes the next base64 text there.
 */
public final class Base64Text extends BlockInputStream {

    private static final int BUFFER_BYTES = 1 << 16;
    /** Digits of a text that can be words by chance. */
    private static final int SHORT = 64;

    private static final byte FOREIGN = -1;
    private static final byte BLANK = -2;
    private static final byte PADDING = -3;
    private static final byte[] VALUES = values();

    private final InputStream in;
    private final boolean goesOn;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private int bits;
    private int digits;
    private boolean padded;
    private boolean ended;
    private boolean damaged;
    private boolean stopped;

    /** @param goesOn whether another base64 text can follow the padding; otherwise decoding stops there */
    public Base64Text(InputStream in, boolean goesOn) {
        this.in = in;
        this.goesOn = goesOn;
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, FOREIGN);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
        }
        for (char blank : " \t\r\n\f\u000B\0".toCharArray()) {
            values[blank] = BLANK;
        }
        values['='] = PADDING;
        return values;
    }

    /**
     * Whether the content is base64 at its beginning: foreign characters and blanks within lines are rare there, and a short
     * text has whole groups in spite of them.
     *
     * @param whole whether the sample is the whole content
     */
    static boolean isLikely(byte[] sample, boolean whole) {
        int end = 0;
        int digits = 0;
        int others = 0;
        while (end < sample.length && sample[end] != '=') {
            digits += VALUES[sample[end] & 0xFF] >= 0 ? 1 : 0;
            others += isOther(sample, end) ? 1 : 0;
            end++;
        }
        return others == 0 || others <= 2 + digits / 10 && (!whole || isMeant(digits, padding(sample, end)));
    }

    private static boolean isMeant(int digits, int padding) {
        return digits >= SHORT || (digits + padding) % 4 == 0;
    }

    private static int padding(byte[] sample, int start) {
        int end = start;
        while (end < sample.length && sample[end] == '=') {
            end++;
        }
        return end - start;
    }

    /** A foreign character, or a blank before a digit in the same line. */
    private static boolean isOther(byte[] sample, int i) {
        boolean blank = sample[i] == ' ' || sample[i] == '\t';
        return VALUES[sample[i] & 0xFF] == FOREIGN
                || blank && i + 1 < sample.length && VALUES[sample[i + 1] & 0xFF] >= 0;
    }

    /** Whether the text is base64 to its last character: whole groups, blanks only at line ends. */
    static boolean isWhole(InputStream text) throws IOException {
        byte[] block = new byte[BUFFER_BYTES];
        Groups groups = new Groups();
        for (int count = text.read(block); count >= 0; count = text.read(block)) {
            CpuBudget.check();
            for (int i = 0; i < count; i++) {
                if (!groups.accept(block[i])) {
                    return false;
                }
            }
        }
        return groups.digits % 4 == 0;
    }

    /** The digits of a text with their padding, line by line. */
    private static final class Groups {

        private long digits;
        private boolean digitBefore;
        private boolean blankBefore;

        private boolean accept(byte character) {
            byte value = VALUES[character & 0xFF];
            if (character == '\r' || character == '\n') {
                digitBefore = false;
                blankBefore = false;
            } else if (value == BLANK) {
                blankBefore = true;
            } else {
                boolean afterGap = digitBefore && blankBefore;
                digitBefore = true;
                digits++;
                return value != FOREIGN && !afterGap;
            }
            return true;
        }
    }

    @Override
    protected byte[] next() throws IOException {
        byte[] bytes = new byte[BUFFER_BYTES];
        int done = 0;
        while (done == 0 && !ended) {
            if (!fill()) {
                done = group(bytes, 0);
                ended = true;
            }
            while (start < end && !ended) {
                done += decode(VALUES[buffer[start++] & 0xFF], bytes, done);
            }
        }
        return Arrays.copyOf(bytes, done);
    }

    private boolean fill() throws IOException {
        CpuBudget.check();
        start = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    /** Applies one character and returns the number of decoded bytes. */
    private int decode(byte value, byte[] bytes, int at) {
        if (value == PADDING) {
            int count = group(bytes, at);
            padded = true;
            return count;
        }
        if (value == BLANK) {
            return 0;
        }
        if (padded && !goesOn) {
            start--;
            stopped = true;
            ended = true;
            return 0;
        }
        if (value == FOREIGN) {
            damaged = true;
            return 0;
        }
        bits = bits << 6 | value;
        return ++digits == 4 ? group(bytes, at) : 0;
    }

    /** Ends a group of up to four digits. */
    private int group(byte[] bytes, int at) {
        int count = digits * 6 / 8;
        int spare = digits * 6 - count * 8;
        damaged |= digits == 1 || (bits & (1 << spare) - 1) != 0;
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (bits >> spare + 8 * (count - 1 - i));
        }
        bits = 0;
        digits = 0;
        return count;
    }

    /** Whether characters could not be decoded; complete after the last byte. */
    boolean damaged() {
        return damaged;
    }

    /** Whether decoding stopped at text after the padding. */
    boolean stopped() {
        return stopped;
    }

    /** The text at which decoding stopped, to its end. */
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(buffer, start, end - start), in);
    }
}
