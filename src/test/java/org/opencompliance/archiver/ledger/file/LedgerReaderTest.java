package org.opencompliance.archiver.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerReaderTest {

    @TempDir
    Path temp;

    private LedgerArea area;

    @BeforeEach
    void open() throws IOException {
        area = new LedgerArea(temp);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    @Test
    void readsTheLinesOfAllWritersInTheOrderOfTime() throws IOException {
        try (GroupCommitLedger b = area.ledger("b");
                GroupCommitLedger a = area.ledger("a")) {
            for (int i = 0; i < 6; i++) {
                (i % 2 == 0 ? b : a).append(LedgerArea.staged("" + i)).join();
                area.pass(Duration.ofMinutes(1));
            }
        }
        area.record("c", "6");
        area.record("b", "7");

        assertThat(area.items()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void keepsTheOrderOfAWriterWithinOneMoment() throws IOException {
        try (GroupCommitLedger ledger = area.ledger("w")) {
            for (int i = 0; i < 12; i++) {
                ledger.append(LedgerArea.staged("" + i));
            }
        }
        assertThat(area.items()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    }

    @Test
    void readsTheDaysItIsAskedFor() throws IOException {
        area.record("w", "1");
        area.set("2026-11-21T10:00:00Z");
        area.record("w", "2");
        area.set("2026-11-23T10:00:00Z");
        area.record("w", "3");

        assertThat(area.lines(LedgerArea.DAY, LedgerArea.DAY))
                .extracting(LedgerLine::item)
                .containsExactly(null, "1");
        assertThat(area.lines(LedgerArea.DAY.plusDays(1), LedgerArea.DAY.plusDays(3)))
                .extracting(LedgerLine::item)
                .containsExactly(null, "2", null, "3");
        assertThat(area.lines(LedgerArea.DAY.plusDays(2), LedgerArea.DAY.plusDays(2)))
                .isEmpty();
    }

    @Test
    void readsNoDayBeforeItIsReached() throws IOException {
        area.record("w", "1", "2");
        area.set("2026-11-21T10:00:00Z");
        area.record("w", "3");
        Files.writeString(area.file(LedgerArea.DAY.plusDays(1), "w", 2), "no line\n");

        try (Stream<LedgerLine> lines = area.reader().lines(LedgerArea.DAY, LedgerArea.DAY.plusDays(9))) {
            Iterator<LedgerLine> each = lines.iterator();
            assertThat(each.next().type()).isEqualTo(LedgerLine.OPENED);
            assertThat(each.next().item()).isEqualTo("1");
            assertThat(each.next().item()).isEqualTo("2");
            assertThatThrownBy(each::hasNext)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Line 1 of " + LedgerArea.name(LedgerArea.DAY.plusDays(1), "w", 2))
                    .hasMessageNotContaining("no line");
        }
    }

    @Test
    void leavesOutALineThatIsBeingWritten() throws IOException {
        area.record("w", "1");
        Files.writeString(area.file("w", 1), "{\"n\":3,\"at\":\"2026-11-20T02:00:00.000Z\"", StandardOpenOption.APPEND);

        assertThat(area.items()).containsExactly("1");
    }
}
