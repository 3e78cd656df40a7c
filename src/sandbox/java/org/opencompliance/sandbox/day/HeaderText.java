package org.opencompliance.sandbox.day;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.james.mime4j.codec.EncoderUtil;

/** Header values in the format of TeleMessage. */
final class HeaderText {

    private HeaderText() {}

    /** {@code "<mobile> First Last" <address>}; the address is empty for persons without one. */
    static String participant(Person person) {
        String name = person.displayName();
        String address = "<" + (person.address() == null ? "" : person.address()) + ">";
        if (name.isEmpty()) {
            return address;
        }
        return isAscii(name)
                ? "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\" " + address
                : encoded(name, StandardCharsets.UTF_8, EncoderUtil.Usage.WORD_ENTITY) + " " + address;
    }

    static String participants(List<Person> people) {
        return people.stream().map(HeaderText::participant).collect(Collectors.joining(",\r\n "));
    }

    static String text(String text, Charset charset) {
        return isAscii(text) ? text : encoded(text, charset, EncoderUtil.Usage.TEXT_TOKEN);
    }

    private static String encoded(String text, Charset charset, EncoderUtil.Usage usage) {
        return EncoderUtil.encodeEncodedWord(text, usage, 0, charset, EncoderUtil.Encoding.B)
                .replace("?= =?", "?=\r\n =?");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= 32 && c < 127);
    }
}
