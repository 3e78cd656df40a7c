package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class ImportAttemptLooksBeforeItCreatesTest {

    private static final StagedItem ITEM = WorkArea.item("item-1");

    @TempDir
    Path directory;

    private WorkArea area;
    private Claims claims;
    private ItemImport work;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        claims = area.claims("first");
        work = area.work(claims);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private ImportAttempt planned(StagedItem item) throws IOException {
        ImportAttempt attempt = claims.begin(WorkOrder.of(item));
        claims.plan(attempt, WorkArea.plan(), WorkArea.deliveries("ann", "ben"));
        return attempt;
    }

    private ImportAttempt replayed(Reason reason) throws IOException {
        ImportAttempt attempt = claims.begin(WorkOrder.of(ITEM));
        work.plan(attempt, WorkArea.mapping("ann"), List.of(), 1);
        work.deliveries().failed(attempt, "ann", true);
        work.deliveries().park(attempt, "ann", reason, "detail");
        work.settle(attempt, WorkOrder.of(ITEM));
        ImportAttempt replay = claims.begin(WorkOrder.of(ITEM));
        work.plan(replay, WorkArea.mapping("ann", "ben"), List.of(), 1);
        return replay;
    }

    @Test
    void whoeverMadeThePlanCreatesAtOnce() throws IOException {
        assertThat(planned(ITEM).look("ann")).isEqualTo("none");
    }

    @Test
    void aSecondTryLooksOnce() throws IOException {
        ImportAttempt attempt = planned(ITEM);
        work.deliveries().failed(attempt, "ann", false);
        claims.release(attempt, Duration.ZERO);

        ImportAttempt next = claims.begin(WorkOrder.of(ITEM));

        assertThat(next.look("ann")).isEqualTo("once");
        assertThat(next.look("ben")).isEqualTo("once");
    }

    @Test
    void afterAnUnknownOutcomeThatDeliveryIsLookedForRepeatedly() throws IOException {
        ImportAttempt attempt = planned(ITEM);
        work.deliveries().failed(attempt, "ann", true);
        claims.release(attempt, Duration.ZERO);

        ImportAttempt next = claims.begin(WorkOrder.of(ITEM));

        assertThat(next.look("ann")).isEqualTo("repeated");
        assertThat(next.look("ben")).isEqualTo("once");
    }

    @Test
    void anUnknownOutcomeIsRememberedOverLaterFailures() throws IOException {
        ImportAttempt attempt = planned(ITEM);
        work.deliveries().failed(attempt, "ann", true);
        work.deliveries().failed(attempt, "ann", false);
        work.deliveries().refused(attempt, "ann", Reason.MAILBOX_FULL, false);
        claims.release(attempt, Duration.ZERO);

        assertThat(claims.begin(WorkOrder.of(ITEM)).look("ann")).isEqualTo("repeated");
    }

    @Test
    void afterAClaimThatRanOutEverythingIsLookedForRepeatedly() throws IOException {
        planned(ITEM);
        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));

        assertThat(area.claims("second").begin(WorkOrder.of(ITEM)).look("ann")).isEqualTo("repeated");
    }

    @Test
    void anItemOlderThanTheAreaIsLookedFor() throws IOException {
        StagedItem old = WorkArea.item("old", WorkArea.BORN.minusMillis(1));
        StagedItem young = WorkArea.item("young", WorkArea.BORN);

        assertThat(planned(old).look("ann")).isEqualTo("once");
        assertThat(planned(young).look("ann")).isEqualTo("none");
    }

    @Test
    void aReplayLooks() throws IOException {
        ImportAttempt replay = replayed(Reason.REJECTED);

        assertThat(replay.look("ben")).isEqualTo("once");
    }

    @Test
    void aReplayAfterAnUnknownOutcomeLooksRepeatedly() throws IOException {
        ImportAttempt replay = replayed(Reason.RETRIES_EXHAUSTED);

        assertThat(replay.look("ann")).isEqualTo("repeated");
    }

    @Test
    void anAreaRemembersWhenItWasBorn() throws IOException {
        assertThat(new AreaCreated(area.store, WorkArea.CONNECTOR).since()).isEqualTo(WorkArea.NOW);
        area.clock.advance(Duration.ofDays(1));

        assertThat(new AreaCreated(area.store, WorkArea.CONNECTOR).since()).isEqualTo(WorkArea.NOW);
    }
}
