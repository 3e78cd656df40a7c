package org.opencompliance.archiver.mapping.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.opencompliance.archiver.item.Sha256;

/** What holds for every file that is read as a mapping, by number and by login name. */
public final class MappingTarget {

    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static final CsvDataFormat CSV = format();
    private static final String REASON = String.join(
            "|",
            "the number (?:is missing|has another mailbox on line [0-9]+|is in scientific notation: [a-z ]+)",
            "the number is not a number: it may hold digits and a leading \\+ only",
            "the number has [0-9]+ digits; it must have 7 to 15, the country code included",
            "the number begins with 0: write it with its country code",
            "the login name (?:is missing|is too long|has another mailbox on line [0-9]+)",
            "the mailbox (?:is missing|is not an address)",
            "(?:the (?:number|mailbox|login name) )?has the invisible character U\\+[0-9A-F]{4,6}(?: \\([a-z0-9 ()-]+\\))?(?: in column [0-9]+)?",
            "the line has [0-9]+ columns instead of 2",
            "the header must be \"External User ID,Microsoft 365 User Mailbox\", separated by a comma",
            "the (?:file|line) is not UTF-8: export (?:it|the file) as \"CSV UTF-8\"",
            "the file is (?:empty|over 16777216 bytes)",
            "the file has (?:a header and no rows; [a-z, ]+|too many problems: [a-z, ]+)",
            "a quotation mark is missing or in the wrong place from here on");
    private static final Pattern REASONS = Pattern.compile(REASON);
    private static final Pattern NEW_LINE = Pattern.compile("\r\n|\r|\n");

    private MappingTarget() {}

    private static CsvDataFormat format() {
        CsvDataFormat format = new CsvDataFormat();
        format.setLazyLoad(true);
        format.setIgnoreEmptyLines(false);
        format.setIgnoreSurroundingSpaces(true);
        format.start();
        return format;
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        for (MappedBy by : MappedBy.values()) {
            MappingCheck check = check(by, input);
            assertThat(check(by, input).problems()).isEqualTo(check.problems());
            assertThat(check.accepted()).isEqualTo(check.mapping() != null);
            long lines = NEW_LINE.matcher(new String(input, StandardCharsets.UTF_8))
                            .results()
                            .count()
                    + 1;
            for (List<MappingProblem> told : List.of(check.problems(), check.warnings())) {
                for (MappingProblem problem : told) {
                    assertThat(problem.reason()).matches(REASONS);
                    assertThat(problem.line()).isBetween(0L, lines + 1);
                }
            }
            if (check.accepted()) {
                assertAccepted(check, input, lines);
            }
        }
    }

    private static MappingCheck check(MappedBy by, byte[] input) throws Exception {
        MappingCsv csv = new MappingCsv(by);
        Exchange exchange = new DefaultExchange(CAMEL);
        byte[] text = csv.text(input).getBytes(StandardCharsets.UTF_8);
        @SuppressWarnings("unchecked")
        Iterator<List<String>> rows = (Iterator<List<String>>) CSV.unmarshal(exchange, new ByteArrayInputStream(text));
        return csv.check(input, rows);
    }

    private static void assertAccepted(MappingCheck check, byte[] input, long lines) {
        UserMapping mapping = check.mapping();
        assertThat(mapping.version()).isEqualTo(Sha256.hex(input));
        assertThat(mapping.rows()).isPositive().isEqualTo(check.lines().size());
        String text = new String(input, StandardCharsets.UTF_8);
        String[] written = text.split("\r\n|\r|\n", -1);
        for (Map.Entry<String, Long> row : check.lines().entrySet()) {
            assertThat(row.getValue()).isBetween(2L, lines);
            String mailbox = mapping.mailboxOf(row.getKey(), row.getKey()).orElseThrow();
            assertThat(MailboxAddress.of(mailbox)).isEqualTo(mailbox);
            if (text.indexOf('"') < 0) {
                assertThat(written[row.getValue().intValue() - 1])
                        .as("the line of a row")
                        .contains(mailbox);
            }
        }
        if (text.indexOf('"') < 0) {
            assertNoRowIsMissing(mapping, written);
        }
    }

    /** Without quotation marks, every line is a row. */
    private static void assertNoRowIsMissing(UserMapping mapping, String[] lines) {
        boolean header = true;
        for (String line : lines) {
            if (!line.replace(",", "").isBlank() && !line.equals("\uFEFF")) {
                String[] cells = line.split(",", -1);
                assertThat(cells).hasSize(2);
                assertThat(header || mapping.mailboxOf(cells[0], cells[0]).isPresent())
                        .as("each line is mapped")
                        .isTrue();
                header = false;
            }
        }
    }
}
