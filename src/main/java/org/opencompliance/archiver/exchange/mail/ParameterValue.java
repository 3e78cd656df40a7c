package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections of one parameter and their combined value. The extended form takes precedence, then the continued
 * form, then the plain form.
 */
final class ParameterValue {

    private static final Pattern SECTION = Pattern.compile("\\*(\\d{1,4})(\\*?)");

    private final SortedMap<Integer, Section> sections = new TreeMap<>();
    private Section extended;
    private String plain;

    /**
     * @param suffix the text after the name: empty, {@code *}, {@code *0} or {@code *0*}; the first of each kind
     * counts
     */
    void add(String suffix, String written) {
        Matcher section = SECTION.matcher(CpuBudget.watched(suffix));
        if (section.matches()) {
            sections.putIfAbsent(
                    Integer.valueOf(section.group(1)),
                    new Section(written, !section.group(2).isEmpty()));
        } else if (!suffix.isEmpty()) {
            extended = extended == null ? new Section(written, true) : extended;
        } else if (plain == null) {
            plain = written;
        }
    }

    String decoded() {
        if (extended != null) {
            return join(new TreeMap<>(Map.of(0, extended)));
        }
        return sections.isEmpty() ? EncodedWords.decode(plain) : join(sections);
    }

    private static String join(SortedMap<Integer, Section> sections) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = null;
        boolean encoded = false;
        for (Section section : sections.values()) {
            String written = section.written();
            if (section.encoded() && !encoded) {
                int language = written.indexOf('\'');
                int start = written.indexOf('\'', language + 1);
                if (language >= 0 && start >= 0) {
                    charset = written.substring(0, language);
                    written = written.substring(start + 1);
                }
                encoded = true;
            }
            bytes.writeBytes(section.encoded() ? percentBytes(written) : written.getBytes(StandardCharsets.UTF_8));
        }
        String text = MailCharset.named(charset).decode(bytes.toByteArray());
        return encoded ? text : EncodedWords.decode(text);
    }

    /** Decodes percent encoding, such as {@code %41}. */
    static String percentDecoded(String written) {
        return MailCharset.named(null).decode(percentBytes(written));
    }

    private static byte[] percentBytes(String written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < written.length(); i++) {
            CpuBudget.check();
            int octet = written.charAt(i) == '%' ? Hex.octet(written, i + 1) : -1;
            if (octet >= 0) {
                bytes.write(octet);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(written.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private record Section(String written, boolean encoded) {}
}
