package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.ImportAttempt.Stage;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class ClaimsClaimsItemsTest {

    private static final StagedItem ITEM = WorkArea.item("item-1");

    @TempDir
    Path directory;

    private WorkArea area;
    private Claims first;
    private Claims second;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        first = area.claims("first");
        second = area.claims("second");
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private ImportAttempt planned(Claims claims, StagedItem item, String... mailboxes) throws IOException {
        ImportAttempt attempt = claims.begin(WorkOrder.of(item));
        assertThat(claims.plan(attempt, WorkArea.plan(), WorkArea.deliveries(mailboxes)))
                .isTrue();
        return attempt;
    }

    private static void advancePastClaim(WorkArea area) {
        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));
    }

    @Test
    void anItemWithoutARecordIsNew() throws IOException {
        assertThat(first.begin(WorkOrder.of(ITEM)).stage()).isEqualTo(ImportAttempt.Stage.NEW);
        assertThat(area.record(ITEM)).isNull();
    }

    @Test
    void thePlanIsWrittenWithTheClaim() throws IOException {
        ImportAttempt attempt = planned(first, ITEM, "ann", "ben");

        assertThat(attempt.next()).isEqualTo(ImportAttempt.Next.DELIVER);
        assertThat(area.record(ITEM).claim()).isEqualTo(new Claim("first", WorkArea.NOW.plus(WorkArea.CLAIM)));
        assertThat(area.record(ITEM).openDeliveries())
                .extracting(Delivery::mailbox)
                .containsExactly("ann", "ben");
    }

    @Test
    void ofTwoWhoBeginOneItemOneWinsAndTheOtherLeavesItAlone() throws IOException {
        ImportAttempt one = first.begin(WorkOrder.of(ITEM));
        ImportAttempt other = second.begin(WorkOrder.of(ITEM));

        assertThat(first.plan(one, WorkArea.plan(), WorkArea.deliveries("ann"))).isTrue();
        assertThat(second.plan(other, WorkArea.plan(), WorkArea.deliveries("ben")))
                .isFalse();

        assertThat(other.stage()).isEqualTo(Stage.ELSEWHERE);
        assertThat(other.next()).isNotEqualTo(ImportAttempt.Next.DELIVER);
        assertThat(other.again()).isEqualTo(WorkArea.CLAIM);
        assertThat(other.permits(Duration.ofSeconds(1))).isFalse();
        assertThat(second.heldItems()).isZero();
        assertThat(area.record(ITEM).openDeliveries())
                .extracting(Delivery::mailbox)
                .containsExactly("ann");
    }

    @Test
    void anItemWithAClaimThatRunsIsLeftAloneUntilARequestOfItsOwnerMustBeOver() throws IOException {
        planned(first, ITEM, "ann");
        area.clock.advance(Duration.ofMinutes(6));

        ImportAttempt other = second.begin(WorkOrder.of(ITEM));

        assertThat(other.stage()).isEqualTo(Stage.ELSEWHERE);
        assertThat(other.again()).isEqualTo(Duration.ofMinutes(1));
        assertThat(area.record(ITEM).claim().owner()).isEqualTo("first");
    }

    @Test
    void aClaimThatIsOverIsTakenOver() throws IOException {
        planned(first, ITEM, "ann");
        advancePastClaim(area);

        ImportAttempt other = second.begin(WorkOrder.of(ITEM));

        assertThat(other.next()).isEqualTo(ImportAttempt.Next.DELIVER);
        assertThat(area.record(ITEM).claim())
                .isEqualTo(new Claim("second", area.clock.instant().plus(WorkArea.CLAIM)));
        assertThat(area.record(ITEM).crashes()).isEqualTo(1);
    }

    @Test
    void whoeverTakesOverCarriesOutThePlanAsItIs() throws IOException {
        planned(first, ITEM, "ann");
        advancePastClaim(area);

        assertThat(second.begin(WorkOrder.of(ITEM)).stage()).isNotEqualTo(ImportAttempt.Stage.NEW);
        assertThat(area.record(ITEM).plan()).isEqualTo(WorkArea.plan());
    }

    @Test
    void anItemGivenBackIsFreeAtOnce() throws IOException {
        ImportAttempt attempt = planned(first, ITEM, "ann");
        first.release(attempt, Duration.ZERO);

        assertThat(area.record(ITEM).claim()).isNull();
        assertThat(second.begin(WorkOrder.of(ITEM)).next()).isEqualTo(ImportAttempt.Next.DELIVER);
        assertThat(area.record(ITEM).crashes()).isZero();
    }

    @Test
    void aClosedItemIsDone() throws IOException {
        ImportAttempt attempt = planned(first, ITEM, "ann");
        first.close(attempt);

        assertThat(area.record(ITEM).closedAt()).isEqualTo(WorkArea.NOW);
        assertThat(second.begin(WorkOrder.of(ITEM)).stage()).isEqualTo(Stage.CLOSED);
    }

    @Test
    void claimsAreRenewedOnceAThirdOfThemIsOver() throws IOException {
        WorkSettings quick = new WorkSettings(
                Duration.ofMillis(2),
                Duration.ofMillis(1),
                Duration.ofSeconds(1),
                3,
                2,
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ZERO);
        Claims claims = new Claims(area.store, quick, "quick", WorkArea.BORN, area.throttled);
        ImportAttempt attempt = planned(claims, ITEM, "ann");
        area.clock.advance(Duration.ofSeconds(1));
        while (attempt.claimLeft().compareTo(Duration.ofMillis(1)) > 0) {
            Thread.onSpinWait();
        }

        claims.renewClaims();

        assertThat(area.record(ITEM).claim().until())
                .isEqualTo(area.clock.instant().plusMillis(2));
    }

    @Test
    void aFreshClaimIsNotWrittenAgain() throws IOException {
        planned(first, ITEM, "ann");
        area.clock.advance(Duration.ofSeconds(1));

        first.renewClaims();

        assertThat(area.record(ITEM).claim().until()).isEqualTo(WorkArea.NOW.plus(WorkArea.CLAIM));
    }

    @Test
    void whoeverLostTheirClaimWritesNothing() throws IOException {
        ImportAttempt lost = planned(first, ITEM, "ann");
        advancePastClaim(area);
        second.begin(WorkOrder.of(ITEM));
        WorkRecord taken = area.record(ITEM);

        first.close(lost);

        assertThat(lost.isLost()).isTrue();
        assertThat(lost.stage()).isEqualTo(Stage.ELSEWHERE);
        assertThat(lost.permits(Duration.ofSeconds(1))).isFalse();
        assertThat(area.record(ITEM)).isEqualTo(taken);
    }

    @Test
    void whoeverDroppedAnItemLeavesItsRecordAlone() throws IOException {
        ImportAttempt dropped = planned(first, ITEM, "ann");
        WorkRecord before = area.record(ITEM);

        first.drop(dropped);
        first.release(dropped, Duration.ZERO);

        assertThat(area.record(ITEM)).isEqualTo(before);
        assertThat(first.heldItems()).isZero();
    }

    @Test
    void theFenceWantsAClaimThatOutlastsTheRequest() throws IOException {
        ImportAttempt attempt = planned(first, ITEM, "ann");

        assertThat(attempt.permits(WorkArea.REQUEST)).isTrue();
        assertThat(attempt.permits(WorkArea.CLAIM)).isFalse();
        first.release(attempt, Duration.ZERO);
        assertThat(attempt.permits(Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void aFailureBeforeThePlanIsOnRecordAndPlannedLater() throws IOException {
        ImportAttempt attempt = first.begin(WorkOrder.of(ITEM));
        assertThat(first.failedUnplanned(attempt)).isEqualTo(1);
        first.release(attempt, Duration.ZERO);

        ImportAttempt next = second.begin(WorkOrder.of(ITEM));

        assertThat(next.stage()).isEqualTo(ImportAttempt.Stage.NEW);
        assertThat(second.failedUnplanned(next)).isEqualTo(2);
        assertThat(second.plan(next, WorkArea.plan(), WorkArea.deliveries("ann")))
                .isTrue();
        assertThat(next.look("ann")).isEqualTo("none");
        assertThat(area.record(ITEM).openDeliveries()).hasSize(1);
    }

    @Test
    void aClaimThatDoesNotOutlastARequestIsRefused() {
        assertThatThrownBy(() -> new WorkSettings(
                        WorkArea.REQUEST,
                        WorkArea.REQUEST,
                        Duration.ofSeconds(1),
                        3,
                        2,
                        Duration.ofHours(1),
                        Duration.ofMinutes(1),
                        Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("archiver.claim-duration");
    }

    @Test
    void anItemThatWasHandedOutBeforeGetsARecordFirst() throws IOException {
        ImportAttempt attempt = first.begin(WorkOrder.leftOver(ITEM));

        assertThat(attempt.stage()).isEqualTo(ImportAttempt.Stage.NEW);
        assertThat(attempt.isHeld()).isTrue();
        assertThat(first.plan(attempt, WorkArea.plan(), WorkArea.deliveries("ann")))
                .isTrue();
        assertThat(attempt.look("ann")).isEqualTo("none");
    }

    @Test
    void anItemThatEndsItsWorkersIsSuspectedInTheEnd() throws IOException {
        for (int i = 0; i <= WorkArea.SETTINGS.maxCrashes(); i++) {
            ImportAttempt attempt = area.claims("worker " + i).begin(WorkOrder.leftOver(ITEM));
            assertThat(attempt.hasCrashedTooOften()).isFalse();
            area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));
        }

        assertThat(area.claims("the last").begin(WorkOrder.leftOver(ITEM)).hasCrashedTooOften())
                .isTrue();
    }

    @Test
    void twoFirstTriesMakeOnePlan() throws IOException {
        ImportAttempt one = first.begin(WorkOrder.of(ITEM));
        ImportAttempt two = area.claims("second").begin(WorkOrder.of(ITEM));

        assertThat(first.plan(one, WorkArea.plan(), WorkArea.deliveries("ann"))).isTrue();
        assertThat(area.claims("second").plan(two, WorkArea.plan(), WorkArea.deliveries("ann")))
                .isFalse();
        assertThat(two.next()).isNotEqualTo(ImportAttempt.Next.DELIVER);
    }
}
