package org.opencompliance.archiver.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.Plan;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.request.EndedReplay.Before;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;

/** The answer to a replay of ended items: how many got copies, are skipped again, parked, or are not done. */
class EndedReplayTest {

    private static final Instant FIRST = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant AGAIN = Instant.parse("2026-11-21T10:00:00Z");
    private static final Before SKIPPED = new Before(FIRST, 0);

    @TempDir
    private Path folder;

    private ObjectStore store;
    private JsonObjects<WorkRecord> records;

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC());
        records = new JsonObjects<>(store, WorkRecord.class);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    /** @return the name of the original */
    private String item(String id, Instant plannedAt, Disposition disposition, String reason, Instant closedAt)
            throws IOException {
        StagedItem item = StagedItem.of("wechat", new ListedItem(id, "chat", FIRST, 1, "00"), "run");
        Plan plan = new Plan(plannedAt, "none", 1, List.of(), 0);
        WorkRecord.Ending ending = new WorkRecord.Ending(disposition, reason, closedAt);
        records.create(item.recordName(), new WorkRecord(item, plan, List.of(), null, null, ending));
        return item.name();
    }

    @Test
    void countsEachItemOnce() throws IOException {
        Map<String, Before> before = new LinkedHashMap<>();
        before.put(item("one", AGAIN, Disposition.SKIPPED, "system", AGAIN), SKIPPED);
        before.put(item("two", AGAIN, Disposition.SKIPPED, "other", AGAIN), SKIPPED);
        before.put(item("three", AGAIN, Disposition.FAILED, "unmapped", AGAIN), SKIPPED);
        EndedReplay replay = new EndedReplay(records, before);

        assertThat(replay.isOver(name -> false)).isTrue();
        assertThat(replay.answer("that was skipped").text())
                .isEqualTo("3 items planned again: 2 skipped again (other: 1, system: 1), 1 parked (unmapped: 1)."
                        + " See archiver events");
        assertThat(replay.answer("").outcome()).isEqualTo(Outcome.PARKED);
    }

    @Test
    void anItemThatIsNotClosedIsPending() throws IOException {
        EndedReplay replay = new EndedReplay(records, Map.of(item("one", AGAIN, null, null, null), SKIPPED));

        assertThat(replay.isOver(name -> false)).isTrue();
        assertThat(replay.answer("").outcome()).isEqualTo(Outcome.PENDING);
    }

    @Test
    void waitsForTheOrdersOfAQueueThatKnowsThem() throws IOException {
        EndedReplay replay =
                new EndedReplay(records, Map.of(item("one", AGAIN, Disposition.SKIPPED, "system", AGAIN), SKIPPED));

        assertThat(replay.isOver(name -> true)).isFalse();
    }

    @Test
    void waitsForANewPlanWithAnyOtherQueue() throws IOException {
        String same = item("one", FIRST, Disposition.SKIPPED, "system", FIRST);
        String planned = item("two", AGAIN, Disposition.SKIPPED, "system", AGAIN);

        assertThat(new EndedReplay(records, Map.of(same, SKIPPED)).isOver(null)).isFalse();
        assertThat(new EndedReplay(records, Map.of(planned, SKIPPED)).isOver(null))
                .isTrue();
    }

    @Test
    void saysThatAnOrderOfAnyOtherQueueMayStillWait() throws IOException {
        Map<String, Before> before = new LinkedHashMap<>();
        before.put(item("one", FIRST, Disposition.SKIPPED, "system", FIRST), SKIPPED);
        before.put(item("two", AGAIN, Disposition.SKIPPED, "system", AGAIN), SKIPPED);
        EndedReplay replay = new EndedReplay(records, before, Duration.ZERO);

        assertThat(replay.isOver(null)).isTrue();
        assertThat(replay.answer("").text())
                .isEqualTo("2 items planned again: 2 skipped again (system: 2). Of these, 1 did not change within 0 s:"
                        + " their orders may still wait. See archiver events");
    }

    @Test
    void saysThatThereIsNone() {
        EndedReplay replay = new EndedReplay(records, Map.of());

        assertThat(replay.answer("that was skipped for the reason x since 2026-11-20"))
                .returns(Outcome.DONE, RequestAnswer::outcome)
                .returns(
                        "There is no item that was skipped for the reason x since 2026-11-20: nothing is planned again",
                        RequestAnswer::text);
    }
}
