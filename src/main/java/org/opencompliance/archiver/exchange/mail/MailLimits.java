package org.opencompliance.archiver.exchange.mail;

import java.util.stream.IntStream;

/**
 * The limits of the parser for data in memory; all other data is on disk. A mail over a limit marked "refused" is
 * malformed; the other limits only change where the parser stores a content.
 *
 * @param bodyChars most characters of a body; a longer one becomes an attachment
 * @param depth most levels of multiparts that are split; a deeper multipart becomes one attachment
 * @param parts most parts of a mail; more are refused
 * @param fields most fields of one header, and most mailboxes of one kind of address field; more are refused
 * @param headerBytes most bytes of one field and of the header of the mail; more are refused
 * @param headersChars most characters of all headers of a mail and its parts; more are refused
 */
public record MailLimits(int bodyChars, int depth, int parts, int fields, int headerBytes, int headersChars) {

    /** A body of 1 Mi characters, and structures far larger than those of mail programs. */
    public static final MailLimits DEFAULT = new MailLimits(1 << 20, 32, 10_000, 10_000, 1 << 20, 1 << 22);

    public MailLimits {
        if (IntStream.of(bodyChars, depth, parts, fields, headerBytes, headersChars)
                .anyMatch(limit -> limit < 1)) {
            throw new IllegalArgumentException("Limits of a mail start at 1");
        }
    }

    /** With a limit for all headers of four times the largest header. */
    public MailLimits(int bodyChars, int depth, int parts, int fields, int headerBytes) {
        this(bodyChars, depth, parts, fields, headerBytes, 4 * headerBytes);
    }
}
