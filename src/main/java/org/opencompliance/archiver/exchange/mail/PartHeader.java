package org.opencompliance.archiver.exchange.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of one part says of its content.
 *
 * @param mediaType the type to treat it as, in lower case, without parameters
 * @param declaredType the type it claims, or null when it claims none that is valid
 * @param boundary what separates the parts of a multipart, null for anything else
 * @param charset as written, or null
 * @param transferEncoding in lower case
 * @param name the decoded file name, or null
 * @param attached whether it asks not to be shown in place
 * @param contentId without brackets, or null
 */
record PartHeader(
        String mediaType,
        String declaredType,
        String boundary,
        String charset,
        String transferEncoding,
        String name,
        boolean attached,
        String contentId) {

    private static final Pattern TOKENS = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");
    private static final Pattern CODE = Pattern.compile("[^\\s;(]*");

    /** Plain text that no header announces. */
    static final PartHeader UNANNOUNCED = of(List.of(), false);
    /** A message that is attached whole. */
    static final PartHeader MESSAGE = of(List.of(new MailHeader("Content-Type", "message/rfc822")), false);

    /**
     * @param fields unfolded, with their encoded words in place; the first of each name counts
     * @param digest whether what says nothing of itself is a message (RFC 2046 section 5.1.5)
     */
    static PartHeader of(List<MailHeader> fields, boolean digest) {
        ContentField contentType = ContentField.parse(first(fields, "Content-Type"));
        ContentField placed = ContentField.parse(first(fields, "Content-Disposition"));
        String declared = TOKENS.matcher(contentType.value()).matches() ? contentType.value() : null;
        String boundary = contentType.parameter("boundary");
        String name = firstText(placed.parameter("filename"), contentType.parameter("name"));
        return new PartHeader(
                mediaType(declared, boundary, digest),
                declared,
                boundary,
                contentType.parameter("charset"),
                code(first(fields, "Content-Transfer-Encoding")),
                name,
                placed.value().equals("attachment"),
                contentId(first(fields, "Content-ID")));
    }

    private static String first(List<MailHeader> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(MailHeader::value)
                .findFirst()
                .orElse("");
    }

    private static String mediaType(String declared, String boundary, boolean digest) {
        if (declared == null) {
            return digest ? "message/rfc822" : "text/plain";
        }
        boolean inseparable = declared.startsWith("multipart/") && (boundary == null || boundary.isBlank());
        return inseparable ? "text/plain" : declared;
    }

    private static String code(String encoding) {
        Matcher code = CODE.matcher(encoding.toLowerCase(Locale.ROOT));
        return code.lookingAt() && !code.group().isEmpty() ? code.group() : "7bit";
    }

    private static String contentId(String id) {
        String bare = HeaderText.oneLine(id);
        if (bare.startsWith("<") && bare.endsWith(">") && bare.length() > 1) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare.isEmpty() ? null : bare;
    }

    private static String firstText(String first, String second) {
        String text = first == null || first.isBlank() ? second : first;
        return text == null || text.isBlank() ? null : text;
    }

    boolean multipart() {
        return mediaType.startsWith("multipart/");
    }

    boolean html() {
        return mediaType.equals("text/html");
    }

    /** Text without a name, that nobody asked to keep apart. */
    boolean shownText() {
        return (html() || mediaType.equals("text/plain")) && !attached && name == null;
    }
}
