package org.opencompliance.archiver.exchange.mail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.BodyDescriptor;

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
        String contentId)
        implements BodyDescriptor {

    private static final Pattern TOKENS = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");
    private static final Pattern CODE = Pattern.compile("[^\\s;(]*");

    /** Plain text that no header announces. */
    static final PartHeader UNANNOUNCED = of(null, null, null, null, false);

    /** @param digest whether what says nothing of itself is a message (RFC 2046 section 5.1.5) */
    static PartHeader of(String type, String encoding, String disposition, String id, boolean digest) {
        ContentField contentType = ContentField.parse(type == null ? "" : type);
        ContentField placed = ContentField.parse(disposition == null ? "" : disposition);
        String declared = TOKENS.matcher(contentType.value()).matches() ? contentType.value() : null;
        String boundary = contentType.parameter("boundary");
        String name = firstText(placed.parameter("filename"), contentType.parameter("name"));
        return new PartHeader(
                mediaType(declared, boundary, digest),
                declared,
                boundary,
                contentType.parameter("charset"),
                code(encoding),
                name,
                placed.value().equals("attachment"),
                contentId(id));
    }

    private static String mediaType(String declared, String boundary, boolean digest) {
        if (declared == null) {
            return digest ? "message/rfc822" : "text/plain";
        }
        boolean inseparable = declared.startsWith("multipart/") && (boundary == null || boundary.isBlank());
        return inseparable ? "text/plain" : declared;
    }

    private static String code(String encoding) {
        Matcher code = CODE.matcher(encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT));
        return code.lookingAt() && !code.group().isEmpty() ? code.group() : "7bit";
    }

    private static String contentId(String id) {
        String bare = id == null ? "" : HeaderText.oneLine(id);
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

    @Override
    public String getMimeType() {
        return mediaType;
    }

    @Override
    public String getMediaType() {
        return mediaType.substring(0, mediaType.indexOf('/'));
    }

    @Override
    public String getSubType() {
        return mediaType.substring(mediaType.indexOf('/') + 1);
    }

    @Override
    public String getBoundary() {
        return boundary;
    }

    @Override
    public String getCharset() {
        return charset;
    }

    @Override
    public String getTransferEncoding() {
        return transferEncoding;
    }

    @Override
    public long getContentLength() {
        return -1;
    }
}
