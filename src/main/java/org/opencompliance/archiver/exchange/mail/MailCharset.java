package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The charset that a mail names, mapped to the charset in actual use. A wrong name never fails: decoding tries the
 * named charset, then UTF-8, and last uses the named charset with replacement characters. An unknown name means
 * UTF-8, then windows-1252.
 */
final class MailCharset {

    /** Names with a wider charset in actual use: GBK for "gb2312", windows-1252 for "iso-8859-1". */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("gb2312", "gb18030"),
            Map.entry("gb_2312-80", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("cp936", "gb18030"),
            Map.entry("x-gbk", "gb18030"),
            Map.entry("gb18030", "gb18030"),
            Map.entry("big5", "x-windows-950"),
            Map.entry("cn-big5", "x-windows-950"),
            Map.entry("x-x-big5", "x-windows-950"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("utf8", "utf-8"),
            Map.entry("unicode-1-1-utf-8", "utf-8"));

    /**
     * Charsets by all their names. Java asks every provider for an unknown name, which takes a millisecond each time.
     */
    private static final Map<String, Charset> KNOWN = known();

    private static final Charset LAST = Charset.forName("windows-1252");

    private final List<Charset> tried = new ArrayList<>();
    private final Charset last;

    private MailCharset(Charset named) {
        if (named != null) {
            tried.add(named);
        }
        tried.add(StandardCharsets.UTF_8);
        this.last = named == null ? LAST : named;
    }

    /**
     * @param label the name in the mail, or null; US-ASCII counts as no name, because all these charsets include
     * ASCII
     */
    static MailCharset named(String label) {
        Charset charset = label == null ? null : lookup(label);
        return new MailCharset(StandardCharsets.US_ASCII.equals(charset) ? null : charset);
    }

    String decode(byte[] bytes) {
        for (Charset charset : tried) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        return new String(bytes, last);
    }

    /** The bytes that {@link #decode} decodes to this character. */
    byte[] encode(char character) {
        return String.valueOf(character).getBytes(last);
    }

    /** Reads at most {@code maxChars} characters from the start of the content. */
    String read(Content content, int maxChars) throws IOException {
        for (Charset charset : tried) {
            try (InputStream in = content.open()) {
                return read(new InputStreamReader(in, charset.newDecoder()), maxChars);
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        try (InputStream in = content.open()) {
            return read(
                    new InputStreamReader(
                            in,
                            last.newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPLACE)
                                    .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                    maxChars);
        }
    }

    private static String read(Reader reader, int maxChars) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        while (text.length() < maxChars) {
            CpuBudget.check();
            int count = reader.read(buffer, 0, Math.min(buffer.length, maxChars - text.length()));
            if (count < 0) {
                break;
            }
            text.append(buffer, 0, count);
        }
        return text.toString();
    }

    private static Charset lookup(String label) {
        String name = label.strip().toLowerCase(Locale.ROOT);
        int language = name.indexOf('*');
        if (language >= 0) {
            name = name.substring(0, language);
        }
        Charset meant = KNOWN.get(MEANT.getOrDefault(name, name));
        return meant == null ? KNOWN.get(name) : meant;
    }

    private static Map<String, Charset> known() {
        Map<String, Charset> known = new HashMap<>();
        for (Charset charset : Charset.availableCharsets().values()) {
            known.put(charset.name().toLowerCase(Locale.ROOT), charset);
            charset.aliases().forEach(alias -> known.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
        }
        return Map.copyOf(known);
    }

    /** Content that can be read from its first byte more than once. */
    interface Content {
        InputStream open() throws IOException;
    }
}
