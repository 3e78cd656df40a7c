package org.opencompliance.archiver.mapping.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingCsvTest {

    private static final String HEADER = "External User ID|Microsoft 365 User Mailbox";

    private final MappingCsv csv = new MappingCsv();

    @Test
    void mapsNumbersToMailboxes() {
        UserMapping mapping = accepted(HEADER, "445204334324|susan@contoso.com", "442323523455|jeff@contoso.com");

        assertThat(mapping.rows()).isEqualTo(2);
        assertThat(mapping.mailboxOf("445204334324")).contains("susan@contoso.com");
        assertThat(mapping.mailboxOf("442323523455")).contains("jeff@contoso.com");
        assertThat(mapping.mailboxOf("442323523456")).isEmpty();
        assertThat(mapping.mailboxOf(null)).isEmpty();
        assertThat(mapping.mailboxOf("Susan")).isEmpty();
    }

    @Test
    void mapsLoginNamesInAnyCaseWhenItIsAskedFor() {
        List<List<String>> rows = List.of(
                List.of("External User ID", "Microsoft 365 User Mailbox"),
                List.of("Li.Na", "lina@contoso.com"),
                List.of("+445204334324", "susan@contoso.com"));
        UserMapping mapping = new MappingCsv(MappedBy.LOGIN)
                .check(new byte[0], rows.iterator())
                .mapping();

        assertThat(mapping.mailboxOf(null, "li.na")).contains("lina@contoso.com");
        assertThat(mapping.mailboxOf(null, "LI.NA ")).contains("lina@contoso.com");
        assertThat(mapping.mailboxOf("445204334324", null)).contains("susan@contoso.com");
        assertThat(mapping.mailboxOf("445204334324", "other")).isEmpty();
        assertThat(accepted(HEADER, "445204334324|susan@contoso.com").mailboxOf(null, "445204334324"))
                .isEmpty();
    }

    @Test
    void refusesTheSameLoginNameTwice() {
        List<List<String>> rows = List.of(
                List.of("External User ID", "Microsoft 365 User Mailbox"),
                List.of("Li.Na", "lina@contoso.com"),
                List.of("li.na", "other@contoso.com"));

        assertThat(new MappingCsv(MappedBy.LOGIN)
                        .check(new byte[0], rows.iterator())
                        .problems())
                .containsExactly(new MappingProblem(3, "the login name has another mailbox on line 2"));
    }

    @Test
    void namesAnInvisibleCharacterInAnotherLineOfACellOrAfterManyOthers() {
        List<List<String>> rows = List.of(
                List.of("External User ID", "Microsoft 365 User Mailbox"),
                List.of("4452\n\u200b04334324", "susan@contoso.com"),
                List.of("442323523455", "jeff\u200b@contoso.com"));
        String content = "x\u200b".repeat(200) + "\n\"4452\n\u200b04334324\",susan@contoso.com\n";

        assertThat(csv.check(content.getBytes(UTF_8), rows.iterator()).problems())
                .containsExactly(
                        new MappingProblem(2, "the number has the invisible character U+200B (zero width space)"),
                        new MappingProblem(4, "the mailbox has the invisible character U+200B (zero width space)"));
    }

    @Test
    void namesInvisibleCharactersByLineAndColumn() {
        MappingCheck check = checkFile(
                "External User ID,Microsoft 365 User Mailbox",
                "4452\u200b04334324,susan@contoso.com",
                "442323523455,\ufeffjeff@contoso.com",
                "44\u00a02323523456,ann@contoso.com",
                "442323523457,bob@contoso.com\u00a0");

        assertThat(check.problems())
                .containsExactly(
                        new MappingProblem(
                                2, "the number has the invisible character U+200B (zero width space) in column 5"),
                        new MappingProblem(
                                3,
                                "the mailbox has the invisible character U+FEFF (zero width no-break space) in column 14"),
                        new MappingProblem(
                                5, "the mailbox has the invisible character U+00A0 (no-break space) in column 29"));
        assertThat(check.warnings())
                .containsExactly(
                        new MappingProblem(4, "has the invisible character U+00A0 (no-break space) in column 3"));
    }

    @Test
    void warnsOfANumberThatBeginsWithZero() {
        MappingCheck check = checkFile("External User ID,Microsoft 365 User Mailbox", "02012345678,susan@contoso.com");

        assertThat(check.accepted()).isTrue();
        assertThat(check.warnings())
                .containsExactly(new MappingProblem(2, "the number begins with 0: write it with its country code"));
    }

    @Test
    void findsRowsThatWouldMatchAParticipantWithACountryCode() {
        MappingCheck check = checkFile(
                "External User ID,Microsoft 365 User Mailbox",
                "13800138000,susan@contoso.com",
                "02012345678,jeff@contoso.com",
                "8613900139000,ann@contoso.com",
                "5550100,bob@contoso.com");

        assertThat(check.withoutCountryCode(List.of("8613800138000", "442012345678", "8613900139000", "15550199")))
                .containsExactly(
                        new MappingProblem(
                                2, "participants have this number with a country code: write it with the code"),
                        new MappingProblem(
                                3, "participants have this number with a country code: write it with the code"));
    }

    private MappingCheck checkFile(String... lines) {
        byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        Iterator<List<String>> rows = Arrays.stream(lines)
                .map(line -> Arrays.stream(line.split(",")).map(String::strip).toList())
                .iterator();
        return csv.check(content, rows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"445204334324", "+445204334324", "00445204334324", " +44 5204 334324 ", "44\u00a05204334324"})
    void comparesNumbersAsDigits(String written) {
        UserMapping mapping = accepted(HEADER, written + "|susan@contoso.com");

        assertThat(mapping.mailboxOf("445204334324")).contains("susan@contoso.com");
        assertThat(mapping.mailboxOf(written)).contains("susan@contoso.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "external user id|microsoft 365 user mailbox",
                "EXTERNAL USER ID| Microsoft  365 User Mailbox ",
                "ExternalUserID|Microsoft365UserMailbox",
                "External\u00a0User ID|Microsoft 365 User Mailbox"
            })
    void knowsTheHeaderWhateverItsCaseAndSpaces(String header) {
        assertThat(accepted(header, "445204334324|susan@contoso.com").rows()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "445204334324|susan@contoso.com",
                "External User ID;Microsoft 365 User Mailbox",
                "Microsoft 365 User Mailbox|External User ID",
                "External User ID|Microsoft 365 User Mailbox|Name",
                "External User ID",
                "Mobile|Mailbox"
            })
    void refusesAnotherHeaderAndSaysNothingOfTheRows(String header) {
        assertThat(refused(header, "x|y"))
                .containsExactly(new MappingProblem(
                        1, "the header must be \"External User ID,Microsoft 365 User Mailbox\", separated by a comma"));
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(refused()).containsExactly(new MappingProblem(0, "the file is empty"));
        assertThat(refused("", "|")).containsExactly(new MappingProblem(0, "the file is empty"));
    }

    @Test
    void refusesAFileWithoutRows() {
        assertThat(refused(HEADER, "")).singleElement().satisfies(problem -> assertThat(problem.reason())
                .contains("no rows"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.45204E+11", "4,45204E+11", "4.45204e11", "4E+11", "+4.45204E+11"})
    void refusesScientificNotation(String number) {
        assertThat(refused(HEADER, number + "|susan@contoso.com"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("format the column as text"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', the number is missing",
        "44520433432x, digits and a leading + only",
        "445204334324.0, digits and a leading + only",
        "44-5204-334324, digits and a leading + only",
        "++445204334324, digits and a leading + only",
        "\u0664\u0664\u0665\u0662\u0660\u0664\u0663\u0663, digits and a leading + only",
        "445204, has 6 digits",
        "+445204, has 6 digits",
        "1234567890123456, has 16 digits"
    })
    void refusesWhatIsNoNumber(String number, String reason) {
        assertThat(refused(HEADER, number + "|susan@contoso.com"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "123456789012345", "00123456789012345"})
    void takesNumbersOfSevenToFifteenDigits(String number) {
        assertThat(accepted(HEADER, number + "|susan@contoso.com").mailboxOf(number))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "susan",
                "susan@contoso",
                "@contoso.com",
                "susan@",
                "susan@@contoso.com",
                "susan smith@contoso.com",
                "susan@contoso.com;jeff@contoso.com",
                "<susan@contoso.com>",
                "susan@contoso..com",
                "susan@contoso.com/x"
            })
    void refusesWhatIsNoAddress(String mailbox) {
        assertThat(refused(HEADER, "445204334324|" + mailbox))
                .containsExactly(new MappingProblem(2, "the mailbox is not an address"));
    }

    @Test
    void refusesARowWithoutMailbox() {
        assertThat(refused(HEADER, "445204334324|")).containsExactly(new MappingProblem(2, "the mailbox is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"susan.o'neil+x@mail.contoso.com", "s_s#EXT#@contoso.onmicrosoft.com", " susan@contoso.com "})
    void takesUnusualAddresses(String mailbox) {
        assertThat(accepted(HEADER, "445204334324|" + mailbox).mailboxOf("445204334324"))
                .contains(mailbox.strip());
    }

    @ParameterizedTest
    @CsvSource({"445204334324, 1", "445204334324|susan@contoso.com|Susan, 3", "445204334324|susan@contoso.com|, 3"})
    void refusesOtherNumbersOfColumns(String row, int columns) {
        assertThat(refused(HEADER, row))
                .containsExactly(new MappingProblem(2, "the line has " + columns + " columns instead of 2"));
    }

    @Test
    void refusesOneNumberWithTwoMailboxesAndNamesBothLines() {
        assertThat(refused(
                        HEADER,
                        "445204334324|susan@contoso.com",
                        "442323523455|jeff@contoso.com",
                        "+445204334324|jeff@contoso.com"))
                .containsExactly(new MappingProblem(4, "the number has another mailbox on line 2"));
    }

    @Test
    void takesTheSameRowTwice() {
        UserMapping mapping =
                accepted(HEADER, "445204334324|susan@contoso.com", "", "00445204334324|Susan@Contoso.com");

        assertThat(mapping.rows()).isEqualTo(1);
    }

    @Test
    void tellsEverythingThatIsWrongAndQuotesNothing() {
        List<MappingProblem> problems =
                refused(HEADER, "44520433432x|susan", "", "445204334324|jeff@contoso.com", "442323523455", "12|");

        assertThat(problems).extracting(MappingProblem::line).containsExactly(2L, 2L, 5L, 6L, 6L);
        assertThat(problems.toString()).doesNotContain("4452", "4423", "susan", "jeff", "contoso");
    }

    @Test
    void refusesCharactersThatWereNoUtf8() {
        assertThat(refused(HEADER, "445204334324|s\uFFFDsan@contoso.com"))
                .containsExactly(new MappingProblem(2, "the line is not UTF-8: export the file as \"CSV UTF-8\""));
    }

    @Test
    void refusesAFileThatIsTooLongWithoutReadingIt() {
        byte[] content = new byte[MappingCsv.LIMIT + 1];

        assertThat(csv.text(content)).isEmpty();
        assertThat(csv.check(
                                content,
                                rows(HEADER, "445204334324|susan@contoso.com").iterator())
                        .problems())
                .containsExactly(new MappingProblem(0, "the file is over 16777216 bytes"));
    }

    @Test
    void leavesTheByteOrderMarkOut() {
        assertThat(csv.text("\uFEFFa".getBytes(UTF_8))).isEqualTo("a");
        assertThat(csv.text("a".getBytes(UTF_8))).isEqualTo("a");
    }

    @Test
    void printsNoNumberAndNoAddress() {
        MappingCheck check = check(HEADER, "445204334324|susan@contoso.com");

        assertThat(check.toString()).contains("1 rows").doesNotContain("4452", "susan");
    }

    private UserMapping accepted(String... lines) {
        MappingCheck check = check(lines);
        assertThat(check.problems()).isEmpty();
        assertThat(check.accepted()).isTrue();
        return check.mapping();
    }

    private List<MappingProblem> refused(String... lines) {
        MappingCheck check = check(lines);
        assertThat(check.accepted()).isFalse();
        assertThat(check.mapping()).isNull();
        return check.problems();
    }

    private MappingCheck check(String... lines) {
        return csv.check(String.join("\n", lines).getBytes(UTF_8), rows(lines).iterator());
    }

    /** As rows of the CSV format; a bar separates the cells of a line here. */
    private static List<List<String>> rows(String... lines) {
        return Arrays.stream(lines)
                .map(line -> new ArrayList<>(List.of(line.split("\\|", -1))))
                .collect(Collectors.toList());
    }

    @Test
    void tellsWhatAMappingChanges() {
        UserMapping before = accepted(
                HEADER,
                "445204334324|susan@contoso.com",
                "442323523455|jeff@contoso.com",
                "442323523456|old@contoso.com");
        UserMapping after = accepted(
                HEADER,
                "+445204334324|Susan@Contoso.com",
                "442323523455|other@contoso.com",
                "442323523457|new@contoso.com",
                "442323523458|newer@contoso.com");

        assertThat(after.changesFrom(before)).isEqualTo(new MappingChanges(2, 1, 1, 1));
        assertThat(after.changesFrom(null)).isEqualTo(new MappingChanges(4, 0, 0, 0));
    }

    @Test
    void aFileOfProblemsIsCheckedOnlyAsFarAsAPersonCanRead() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("External User ID", "Microsoft 365 User Mailbox"));
        rows.addAll(Collections.nCopies(MappingRows.MOST_PROBLEMS + 5, List.of("x")));
        MappingCheck check = csv.check(new byte[0], rows.iterator());

        assertThat(check.problems())
                .hasSize(MappingRows.MOST_PROBLEMS + 1)
                .last()
                .satisfies(problem -> assertThat(problem)
                        .isEqualTo(new MappingProblem(
                                MappingRows.MOST_PROBLEMS + 2L,
                                "the file has too many problems: from here on, it is not checked")));
        MappingCheckResult shown =
                MappingCheckResult.of(check, check.warnings()).shortened(100);
        assertThat(shown.problems()).hasSize(100);
        assertThat(shown.omitted()).isEqualTo(MappingRows.MOST_PROBLEMS - 99);
    }
}
