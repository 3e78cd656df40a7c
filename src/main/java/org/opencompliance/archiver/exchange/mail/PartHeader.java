package org.opencompliance.archiver.exchange.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content fields in the header of one part.
 *
 * @param type of the content
 * @param transferEncoding in lower case
 * @param attached whether the header asks for an attachment, not inline display
 * @param fileName the name of an attachment
 * @param contentId the id by which the body refers to the part
 */
record PartHeader(Type type, String transferEncoding, boolean attached, FileName fileName, ContentId contentId) {

    /**
     * The type of the content.
     *
     * @param effective in lower case, without parameters
     * @param declared the type in the header, or null when it is missing or invalid
     * @param boundary the delimiter of the parts of a multipart, null if absent or longer than a line of mail
     * @param charset as written, or null
     */
    record Type(String effective, String declared, String boundary, String charset) {}

    /**
     * The file name.
     *
     * @param text decoded, or null; beginning and end of a very long one
     * @param cut whether it is shortened
     */
    record FileName(String text, boolean cut) {}

    /**
     * The content id.
     *
     * @param text without brackets, null if absent or longer than a line of mail
     * @param leftOut whether it is too long
     */
    record ContentId(String text, boolean leftOut) {}

    /** RFC 5322 section 2.1.1: the longest line of a mail. */
    private static final int LINE_CHARS = 998;
    /** Far longer than a file name can be; the end has the extension. */
    private static final int NAME_CHARS = 1000;

    private static final int NAME_END_CHARS = 100;
    /** Longer than any name of a charset or of a transfer encoding. */
    private static final int TOKEN_CHARS = 100;

    private static final Pattern TOKENS = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");
    private static final Pattern CODE = Pattern.compile("[^\\s;(]*");

    /** Plain text that no header announces. */
    static final PartHeader UNANNOUNCED = of(List.of(), false);
    /** A content and text that belongs to it. */
    static final PartHeader MIXED =
            of(List.of(new MailHeader("Content-Type", "multipart/mixed; boundary=none")), false);
    /** A message that is attached whole. */
    static final PartHeader MESSAGE = of(List.of(new MailHeader("Content-Type", "message/rfc822")), false);

    /**
     * @param fields unfolded, with encoded words not yet decoded; the first of each name counts
     * @param digest whether a part without a valid type is a message (RFC 2046 section 5.1.5)
     */
    static PartHeader of(List<MailHeader> fields, boolean digest) {
        ContentField contentType = ContentField.parse(first(fields, "Content-Type"));
        ContentField placed = ContentField.parse(first(fields, "Content-Disposition"));
        String declared = TOKENS.matcher(CpuBudget.watched(contentType.value())).matches() ? contentType.value() : null;
        String boundary = atMost(LINE_CHARS, contentType.parameter("boundary"));
        String name = firstText(placed.parameter("filename"), contentType.parameter("name"));
        String id = contentId(first(fields, "Content-ID"));
        return new PartHeader(
                new Type(
                        mediaType(declared, boundary, digest),
                        declared,
                        boundary,
                        atMost(TOKEN_CHARS, contentType.parameter("charset"))),
                code(first(fields, "Content-Transfer-Encoding")),
                placed.value().equals("attachment"),
                new FileName(shortened(name), name != null && name.length() > NAME_CHARS),
                new ContentId(atMost(LINE_CHARS, id), id != null && id.length() > LINE_CHARS));
    }

    private static String atMost(int chars, String text) {
        return text == null || text.length() > chars ? null : text;
    }

    private static String shortened(String name) {
        if (name == null || name.length() <= NAME_CHARS) {
            return name;
        }
        int endOfStart = NAME_CHARS - NAME_END_CHARS;
        int startOfEnd = name.length() - NAME_END_CHARS;
        // do not split a pair of surrogates
        endOfStart -= Character.isHighSurrogate(name.charAt(endOfStart - 1)) ? 1 : 0;
        startOfEnd += Character.isLowSurrogate(name.charAt(startOfEnd)) ? 1 : 0;
        return name.substring(0, endOfStart) + name.substring(startOfEnd);
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
        Matcher code = CODE.matcher(CpuBudget.watched(encoding.toLowerCase(Locale.ROOT)));
        String named = code.lookingAt() ? code.group() : "";
        return named.isEmpty() || named.length() > TOKEN_CHARS ? "7bit" : named;
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

    /** The effective type, in lower case, without parameters. */
    String mediaType() {
        return type.effective();
    }

    boolean multipart() {
        return mediaType().startsWith("multipart/");
    }

    boolean html() {
        return mediaType().equals("text/html");
    }

    /** Text without a name that is not marked as an attachment. */
    boolean shownText() {
        return (html() || mediaType().equals("text/plain")) && !attached && fileName.text() == null;
    }
}
