package org.opencompliance.sandbox.day;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.opencompliance.sandbox.http.Content;
import org.opencompliance.sandbox.http.Digest;

/**
 * An attachment that is generated on each write, so that it needs no memory.
 *
 * @param style encoding of its name
 * @param contentId of an image in the HTML body, or null
 */
record FilePart(String name, String mediaType, long seed, int size, NameStyle style, String contentId)
        implements Content {

    private static final int BLOCK = 8 * 1024;

    /** The encodings of file names in mails. */
    enum NameStyle {
        QUOTED,
        RFC_2231,
        RFC_2047
    }

    FilePart(String name, String mediaType, long seed, int size) {
        this(name, mediaType, seed, size, NameStyle.QUOTED, null);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] block = new byte[BLOCK];
        for (int left = size; left > 0; left -= BLOCK) {
            random.nextBytes(block);
            out.write(block, 0, Math.min(left, BLOCK));
        }
    }

    String sha256() {
        return Digest.of(this).sha256();
    }

    /** The header lines of the part, including the empty line after them. */
    String head() {
        String disposition = contentId == null ? "attachment" : "inline";
        String id = contentId == null ? "" : "Content-ID: <" + contentId + ">\r\n";
        return "Content-Type: " + mediaType + "\r\nContent-Transfer-Encoding: base64\r\n" + id + "Content-Disposition: "
                + disposition + ";" + fileName() + "\r\n\r\n";
    }

    private String fileName() {
        return switch (style) {
            case QUOTED -> " filename=\"" + name + "\"";
            case RFC_2047 ->
                " filename=\""
                        + EncoderUtil.encodeEncodedWord(
                                name, EncoderUtil.Usage.TEXT_TOKEN, 0, StandardCharsets.UTF_8, EncoderUtil.Encoding.B)
                        + "\"";
            case RFC_2231 -> continuations();
        };
    }

    /** In segments of a few characters each, as RFC 2231 allows for long names. */
    private String continuations() {
        StringBuilder lines = new StringBuilder();
        int piece = 0;
        for (int i = 0; i < name.length(); i += 4) {
            String part = name.substring(i, Math.min(name.length(), i + 4));
            lines.append(piece == 0 ? "" : ";")
                    .append("\r\n filename*")
                    .append(piece)
                    .append("*=")
                    .append(piece == 0 ? "UTF-8''" : "");
            for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
                lines.append("%%%02X".formatted(b & 0xff));
            }
            piece++;
        }
        return lines.toString();
    }
}
