package org.opencompliance.archiver.mapping.csv;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Reads a mapping file: {@code External User ID,Microsoft 365 User Mailbox}, a row for each number. It is refused as a
 * whole, with everything that is wrong with it. Stateless.
 */
public final class MappingCsv {

    /** In bytes; about 400,000 rows, which fit in the heap beside their text. */
    static final int LIMIT = 16 * 1_048_576;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * The characters of a file without its byte order mark. What is not UTF-8 becomes U+FFFD, for which the check then
     * refuses the line.
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
     * @param rows its rows with the header and with blank lines, read as the iterator is consumed
     */
    public MappingCheck check(@Variable("mappingContent") byte[] content, @Body Iterator<List<String>> rows) {
        MappingRows read = new MappingRows();
        if (content.length > LIMIT) {
            read.refuse(0, "the file is over " + LIMIT + " bytes");
        } else {
            readAll(rows, read);
        }
        List<MappingProblem> problems = read.problems();
        UserMapping mapping = problems.isEmpty() ? new UserMapping(sha256(content), read.mailboxes()) : null;
        return new MappingCheck(content, mapping, problems);
    }

    private static void readAll(Iterator<List<String>> rows, MappingRows read) {
        try {
            while (rows.hasNext() && !read.isHopeless()) {
                read.add(rows.next());
            }
            read.end();
        } catch (UncheckedIOException e) {
            // its message may quote the file
            read.refuse(read.nextLine(), "a quotation mark is missing or in the wrong place from here on");
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
