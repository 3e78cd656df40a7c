package org.opencompliance.archiver.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Kind;

/** A ledger of two writers and two days; {@code a} writes three files, {@code b} one on the first day. */
class LedgerTamperingTest {

    private static final LocalDate NEXT_DAY = LedgerArea.DAY.plusDays(1);

    @TempDir
    Path temp;

    private LedgerArea area;

    @BeforeEach
    void write() throws IOException {
        area = new LedgerArea(temp);
        area.record("a", "1", "2", "3", "4", "5");
        area.record("b", "6", "7");
        area.record("a", "8", "9");
        area.set("2026-11-21T02:00:00Z");
        area.record("a", "10");
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    @Test
    void findsNothingInALedgerThatIsAsItWasWritten() throws IOException {
        LedgerVerification verification = area.verify();

        assertThat(verification.breaks()).isEmpty();
        assertThat(verification.intact()).isTrue();
        assertThat(verification.files()).isEqualTo(4);
        assertThat(verification.lines()).isEqualTo(6 + 4 + 4 + 3);
        assertThat(verification.tornFiles()).isZero();
    }

    @Test
    void findsAChangedLine() throws IOException {
        area.edit(area.file("a", 1), lines -> lines.set(2, lines.get(2).replace("\"item\":\"2\"", "\"item\":\"3\"")));
        expect(new Break(Kind.CHANGED, LedgerArea.name("a", 1), 3));
    }

    @Test
    void findsALineThatIsNone() throws IOException {
        area.edit(area.file("a", 1), lines -> lines.set(2, "{}"));
        expect(new Break(Kind.CHANGED, LedgerArea.name("a", 1), 3));
    }

    @Test
    void findsAChangedFirstLine() throws IOException {
        area.edit(area.file("b", 1), lines -> lines.set(0, lines.get(0).replace("02:00:05", "02:00:04")));
        expect(new Break(Kind.CHANGED, LedgerArea.name("b", 1), 1));
    }

    @Test
    void findsALineThatWasReplacedByOneWithAHashOfItsOwn() throws IOException {
        area.edit(area.file("a", 1), lines -> lines.set(2, forged(lines.get(2))));
        expect(new Break(Kind.CHANGED, LedgerArea.name("a", 1), 3));
    }

    @Test
    void findsALastLineThatWasReplacedByOneWithAHashOfItsOwn() throws IOException {
        area.edit(area.file("a", 1), lines -> lines.set(5, forged(lines.get(5))));
        assertThat(area.verify().breaks()).containsOnly(new Break(Kind.CHANGED, LedgerArea.name("a", 1), 6));
    }

    private static String forged(String text) throws IOException {
        LedgerLine line = LedgerFormat.parse(text);
        String fields = LedgerFormat.fields(LedgerArea.staged("forged"));
        return LedgerFormat.line(
                        line.n(),
                        line.at(),
                        line.writer(),
                        fields,
                        line.chained().prev())
                .text();
    }

    @Test
    void findsARemovedLine() throws IOException {
        area.edit(area.file("a", 1), lines -> lines.remove(2));
        expect(new Break(Kind.REMOVED_LINES, LedgerArea.name("a", 1), 3));
    }

    @Test
    void findsARemovedFirstLine() throws IOException {
        area.edit(area.file("a", 2), lines -> lines.remove(0));
        expect(new Break(Kind.REMOVED_LINES, LedgerArea.name("a", 2), 1));
    }

    @Test
    void findsARemovedLastLine() throws IOException {
        area.edit(area.file("a", 1), lines -> lines.remove(5));
        assertThat(area.verify().breaks()).containsOnly(new Break(Kind.REMOVED_LINES, LedgerArea.name("a", 1), 6));
    }

    @Test
    void findsARemovedLastLineOfAWriterThatAnotherOneSaw() throws IOException {
        area.edit(area.file("b", 1), lines -> lines.remove(3));
        expect(new Break(Kind.REMOVED_LINES, LedgerArea.name("b", 1), 4));
    }

    @Test
    void findsLinesInAnotherOrder() throws IOException {
        area.edit(area.file("a", 1), lines -> Collections.swap(lines, 2, 3));
        List<Break> breaks = area.verify().breaks();
        assertThat(breaks).extracting(Break::kind).containsOnly(Kind.REORDERED);
        assertThat(breaks.get(0).line()).isEqualTo(3);
    }

    @Test
    void findsALineThatStandsThereTwice() throws IOException {
        area.edit(area.file("a", 1), lines -> lines.add(3, lines.get(2)));
        expect(new Break(Kind.FORKED, LedgerArea.name("a", 1), 4));
    }

    @Test
    void findsARemovedFileOfAWriterThatWentOn() throws IOException {
        Files.delete(area.file("a", 2));
        expect(new Break(Kind.REMOVED_FILE, LedgerArea.name("a", 2), 0));
    }

    @Test
    void findsARemovedFirstFile() throws IOException {
        Files.delete(area.file("a", 1));
        expect(new Break(Kind.REMOVED_FILE, LedgerArea.name("a", 1), 0));
    }

    @Test
    void findsARemovedLastFileOfAWriterThatAnotherOneSaw() throws IOException {
        Files.delete(area.file("b", 1));
        expect(new Break(Kind.REMOVED_FILE, LedgerArea.name("b", 1), 0));
    }

    @Test
    void findsAnEmptiedFile() throws IOException {
        Files.writeString(area.file("a", 2), "");
        assertThat(area.verify().breaks()).contains(new Break(Kind.REMOVED_LINES, LedgerArea.name("a", 2), 1));
    }

    @Test
    void findsAnAddedFile() throws IOException {
        Files.copy(area.file("a", 2), area.file("a", 4));
        assertThat(area.verify().breaks()).isNotEmpty().extracting(Break::kind).contains(Kind.FORKED);
    }

    @Test
    void findsATornEndThatWasChangedAfterwards() throws IOException {
        Files.writeString(area.file(NEXT_DAY, "a", 3), Files.readString(area.file(NEXT_DAY, "a", 3)) + "{\"n\":");
        area.record("a", "11");
        assertThat(area.verify().breaks()).isEmpty();

        Files.writeString(area.file(NEXT_DAY, "a", 3), Files.readString(area.file(NEXT_DAY, "a", 3)) + "99");
        assertThat(area.verify().breaks())
                .containsExactly(new Break(Kind.CHANGED, LedgerArea.name(NEXT_DAY, "a", 3), 4));
    }

    @Test
    void findsATornEndThatNoLaterFileTellsOf() throws IOException {
        String text = Files.readString(area.file(NEXT_DAY, "a", 3));
        Files.writeString(area.file(NEXT_DAY, "a", 3), text.substring(0, text.length() - 2));

        expect(new Break(Kind.TORN, LedgerArea.name(NEXT_DAY, "a", 3), 3));
    }

    @Test
    void findsWhatIsNotAsItWasNoted() throws IOException {
        String file = LedgerArea.name(NEXT_DAY, "a", 3);
        LedgerLine last = area.lines().get(area.lines().size() - 1);

        assertThat(verify(new LedgerMark(file, last.n(), last.hash())).breaks()).isEmpty();
        assertThat(verify(new LedgerMark(file, last.n(), "other")).breaks())
                .containsExactly(new Break(Kind.CHANGED, file, last.place().line()));
        assertThat(verify(new LedgerMark(file, last.n() + 1, "later")).breaks())
                .containsExactly(
                        new Break(Kind.REMOVED_LINES, file, last.place().line() + 1));
        assertThat(verify(new LedgerMark(LedgerArea.name("c", 1), 1, "any")).breaks())
                .containsExactly(new Break(Kind.REMOVED_FILE, LedgerArea.name("c", 1), 0));
        assertThat(verify(new LedgerMark("ledger/wechat/2020-01-01/c-000001.jsonl", 1, "any"))
                        .breaks())
                .as("of another time")
                .isEmpty();
    }

    private LedgerVerification verify(LedgerMark mark) throws IOException {
        return area.reader().verify(LedgerArea.DAY, NEXT_DAY, List.of(mark));
    }

    @Test
    void checksADayByWhatTheDaysAroundItSay() throws IOException {
        area.edit(area.file("a", 2), lines -> lines.remove(lines.size() - 1));
        area.edit(area.file("b", 1), lines -> lines.remove(3));

        assertThat(area.reader().verify(LedgerArea.DAY, LedgerArea.DAY).breaks())
                .containsExactlyInAnyOrder(
                        new Break(Kind.REMOVED_LINES, LedgerArea.name("a", 2), 4),
                        new Break(Kind.REMOVED_LINES, LedgerArea.name("b", 1), 4));
        assertThat(area.reader().verify(NEXT_DAY, NEXT_DAY).breaks())
                .extracting(Break::kind)
                .containsExactly(Kind.REMOVED_LINES);
        assertThat(area.reader()
                        .verify(NEXT_DAY.plusDays(1), NEXT_DAY.plusDays(1))
                        .files())
                .isZero();
    }

    private void expect(Break expected) throws IOException {
        assertThat(area.verify().breaks()).containsExactly(expected);
    }
}
