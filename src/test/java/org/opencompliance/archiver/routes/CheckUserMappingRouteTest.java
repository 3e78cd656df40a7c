package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingProblem;

class CheckUserMappingRouteTest extends UserMappingFileUnderTest {

    @Test
    void checkingPutsNothingInForce() throws Exception {
        start();

        assertThat(check(GOOD).accepted()).isTrue();

        assertThat(mappings.isWaiting()).isTrue();
        assertThat(ledger).isEmpty();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void versionIsTheHashOfTheBytes() throws Exception {
        start();

        // printf '<the text>' | sha256sum
        assertThat(check(HEADER + "445204334324,susan@contoso.com\n").mapping().version())
                .isEqualTo("44b9f6a5ec5c09af278a413e480702565f1eddc718819745e0be7e1def31993c");
    }

    @Test
    void byteOrderMarkCarriageReturnsQuotesAndBlankLinesAreFine() throws Exception {
        start();

        MappingCheck check = check("\uFEFF\r\n\"External User ID\", \"Microsoft 365 User Mailbox\"\r\n\r\n"
                + "\"+44 5204 334324\" , \"susan@contoso.com\"\r\n,\r\n00442323523455,jeff@contoso.com\r\n\r\n");

        assertThat(check.problems()).isEmpty();
        assertThat(check.mapping().rows()).isEqualTo(2);
        assertThat(check.mapping().mailboxOf("+442323523455")).contains("jeff@contoso.com");
    }

    @Test
    void linesAreCountedAcrossBlankLinesAndQuotedLineBreaks() throws Exception {
        start();

        MappingCheck check = check("\n" + HEADER + "\n\"1\n2\",susan@contoso.com\n\nx,jeff@contoso.com\n");

        assertThat(check.problems()).extracting(MappingProblem::line).containsExactly(4L, 7L);
    }

    @Test
    void quotationMarkThatIsNotClosedIsNamedByItsLine() throws Exception {
        start();

        MappingCheck check = check(GOOD + "\"442323523455,jeff@contoso.com\n");

        assertThat(check.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).contains("quotation mark").doesNotContain("4423", "jeff");
        });
    }

    @Test
    void fileThatIsNotUtf8IsRefused() throws Exception {
        start();

        MappingCheck chinese = check((GOOD + "442323523455,\u5f20@contoso.com\n").getBytes(Charset.forName("GB18030")));
        MappingCheck utf16 = check(GOOD.getBytes(StandardCharsets.UTF_16));

        assertThat(chinese.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).contains("UTF-8");
        });
        assertThat(utf16.problems()).singleElement().satisfies(problem -> assertThat(problem.reason())
                .contains("UTF-8"));
    }
}
