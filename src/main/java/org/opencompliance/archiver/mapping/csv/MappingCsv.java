package org.opencompliance.archiver.mapping.csv;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.opencompliance.archiver.item.Sha256;

/**
 * Reads a mapping file: {@code External User ID,Microsoft 365 User Mailbox}, a row for each user. A problem refuses
 * the whole file; the result lists all problems, and warnings of rows that can hardly match. Stateless.
 */
public final class MappingCsv {

    /** Maximum size in bytes; about 400,000 rows, which fit in the heap together with their text. */
    static final int LIMIT = 16 * 1_048_576;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final MappedBy mappedBy;

    /** Reads mappings of mobile numbers. */
    public MappingCsv() {
        this(MappedBy.MOBILE);
    }

    /** @param mappedBy the user ids in the file */
    public MappingCsv(MappedBy mappedBy) {
        this.mappedBy = mappedBy;
    }

    /**
     * The text of a file without its byte order mark. Invalid UTF-8 becomes U+FFFD, and the check refuses that line.
     */
    public String text(byte[] content) {
        if (content.length > LIMIT) {
            return "";
        }
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /**
     * Checks the rows of a file.
     *
     * @param content the bytes of the file
     * @param rows its rows with the header and with blank lines, read lazily
     */
    public MappingCheck check(byte[] content, Iterator<List<String>> rows) {
        MappingRows read = new MappingRows(mappedBy, new InvisibleCharacters(text(content)));
        if (content.length > LIMIT) {
            read.refuse(0, "the file is over " + LIMIT + " bytes");
        } else {
            readAll(rows, read);
        }
        List<MappingProblem> problems = read.problems();
        UserMapping mapping =
                problems.isEmpty() ? new UserMapping(Sha256.hex(content), mappedBy, read.mailboxes()) : null;
        return new MappingCheck(content, mapping, problems, read.warnings(), read.lines());
    }

    private static void readAll(Iterator<List<String>> rows, MappingRows read) {
        try {
            while (rows.hasNext() && !read.isHopeless()) {
                read.add(rows.next());
            }
            read.end();
        } catch (UncheckedIOException e) {
            // its message can contain text of the file
            read.refuse(read.nextLine(), "a quotation mark is missing or in the wrong place from here on");
        }
    }
}
