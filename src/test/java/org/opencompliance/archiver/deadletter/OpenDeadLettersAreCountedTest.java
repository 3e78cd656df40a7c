package org.opencompliance.archiver.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter.End;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.work.StagedItem;

class OpenDeadLettersAreCountedTest {

    @TempDir
    Path directory;

    private WorkArea area;
    private OpenDeadLetters letters;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        letters = new OpenDeadLetters(area.store, WorkArea.CONNECTOR);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    @Test
    void everyReasonIsThereAlsoWithNone() throws IOException {
        assertThat(letters.byReason()).containsOnlyKeys(Reason.known()).allSatisfy((reason, count) -> assertThat(count)
                .isZero());
    }

    @Test
    void anEndedOneCountsNoLonger() throws IOException {
        area.deadLetters.parkItem(WorkArea.item("one"), Reason.UNMAPPED, "nobody");
        area.deadLetters.parkItem(WorkArea.item("two"), Reason.UNMAPPED, "nobody");
        assertThat(letters.byReason()).containsEntry(Reason.UNMAPPED, 2L);

        area.clock.advance(Duration.ofMinutes(1));
        area.deadLetters.end(area.deadLetters.list(null).get(0), End.RESOLVED, "ann");

        assertThat(letters.byReason()).containsEntry(Reason.UNMAPPED, 1L);
    }

    @Test
    void oneThatIsOpenedAgainCountsAgain() throws IOException {
        area.deadLetters.parkItem(WorkArea.item("one"), Reason.UNMAPPED, "nobody");
        area.deadLetters.end(area.deadLetters.list(null).get(0), End.REPLAYED, "ann");
        assertThat(letters.byReason()).containsEntry(Reason.UNMAPPED, 0L);

        area.deadLetters.parkItem(WorkArea.item("one"), Reason.MALFORMED, "broken");

        assertThat(letters.byReason()).containsEntry(Reason.MALFORMED, 1L);
    }

    @Test
    void countForTheDayOfTheCollection() throws IOException {
        StagedItem item = WorkArea.item("one");
        ListedItem listed = new ListedItem(item.id(), item.type(), item.archivedAt(), item.size(), item.sha256());
        StagedItem place = StagedItem.of(WorkArea.CONNECTOR, listed, "20261120T183050Z-8eff35");
        area.deadLetters.parkListed(listed, place, Reason.FETCH_FAILED, "404");
        area.deadLetters.parkItem(WorkArea.item("two"), Reason.UNMAPPED, "nobody");
        LocalDate opened = LocalDate.ofInstant(area.clock.instant(), ZoneOffset.UTC);

        assertThat(OpenDeadLetters.byDay(letters.all()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(LocalDate.parse("2026-11-20"), 1L, opened, 1L));
    }
}
