package org.opencompliance.archiver.exchange.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Decodes the raw bytes of a header. */
final class HeaderText {

    private static final Pattern FOLD = Pattern.compile("\r?\n(?=[ \t])|\r(?=[ \t])");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u2028\u2029]+");

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private HeaderText() {}

    /**
     * The bytes as UTF-8, else as GB18030 when they look like it (Chinese programs write it undeclared), else as
     * windows-1252, which accepts all bytes and has letters where Latin-1 has control characters. Folds are removed.
     */
    static String unfolded(byte[] raw) {
        String text = strict(raw, StandardCharsets.UTF_8);
        if (text == null && Charset.isSupported("GB18030") && looksChinese(raw)) {
            text = strict(raw, Charset.forName("GB18030"));
        }
        String written = text == null ? new String(raw, WINDOWS) : text;
        boolean folded = written.indexOf('\n') >= 0 || written.indexOf('\r') >= 0;
        return folded ? FOLD.matcher(CpuBudget.watched(written)).replaceAll("") : written;
    }

    /**
     * Latin-1 text decodes as GB18030 too, but its non-ASCII letters are mostly isolated bytes. Common Chinese
     * characters are two non-ASCII bytes.
     */
    private static boolean looksChinese(byte[] raw) {
        int alone = 0;
        int pairs = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] < 0) {
                boolean pair = i + 1 < raw.length && raw[i + 1] < 0;
                pairs += pair ? 1 : 0;
                alone += pair ? 0 : 1;
                i++;
            }
        }
        return pairs > alone;
    }

    /** Replaces each run of control characters and line breaks with one space, and strips surrounding space. */
    static String oneLine(String text) {
        String line =
                hasControl(text) ? CONTROL.matcher(CpuBudget.watched(text)).replaceAll(" ") : text;
        return line.strip();
    }

    /** Whether a text has a control character or a line break; most have none. */
    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                return true;
            }
        }
        return false;
    }

    private static String strict(byte[] raw, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
