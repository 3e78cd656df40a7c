package org.opencompliance.archiver.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.delivery.WorkArea;

class StoredLeadershipTest {

    private static final Duration LEASE = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private WorkArea area;
    private StoredLeadership first;
    private StoredLeadership second;

    @BeforeEach
    void open() {
        area = new WorkArea(folder);
        first = lead("first");
        second = lead("second");
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    private StoredLeadership lead(String owner) {
        return new StoredLeadership(area.store, WorkArea.CONNECTOR, owner, LEASE, nanos::get);
    }

    /** Advances the clocks of all members. */
    private void pass(Duration time) {
        area.clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void oneHasIt() throws IOException {
        assertThat(first.keep()).isTrue();
        assertThat(second.keep()).isFalse();

        assertThat(first.isHeld()).isTrue();
        assertThat(second.isHeld()).isFalse();
    }

    @Test
    void whoRenewsItKeepsIt() throws IOException {
        first.keep();
        for (int i = 0; i < 10; i++) {
            pass(first.interval());
            assertThat(first.keep()).isTrue();
            assertThat(second.keep()).isFalse();
        }
    }

    @Test
    void theNextTakesItOverWhenItIsNotRenewed() throws IOException {
        first.keep();
        pass(LEASE.minusSeconds(1));
        assertThat(second.keep()).isFalse();
        pass(Duration.ofSeconds(1));

        assertThat(second.keep()).isTrue();
        assertThat(first.keep()).isFalse();
    }

    @Test
    void itsHolderLetsGoBeforeAnotherCanHaveIt() throws IOException {
        first.keep();
        pass(LEASE.multipliedBy(3).dividedBy(4));

        assertThat(first.isHeld()).isFalse();
        assertThat(second.keep()).isFalse();
    }

    @Test
    void whoGivesItUpKeepsNobodyWaiting() throws IOException {
        first.keep();
        first.give();

        assertThat(first.isHeld()).isFalse();
        assertThat(second.keep()).isTrue();
    }

    @Test
    void whoDoesNotHaveItGivesNothingUp() throws IOException {
        first.keep();
        second.keep();
        second.give();

        assertThat(second.keep()).isFalse();
        assertThat(first.isHeld()).isTrue();
    }

    @Test
    void anAreaThatCannotBeAskedGivesItToNobody() throws IOException {
        area.store.failWritesTo(name -> true);

        assertThatIOException().isThrownBy(first::keep);
        assertThat(first.isHeld()).isFalse();
        area.store.recover();
        assertThat(second.keep()).isTrue();
    }

    @Test
    void theNextAsksAgainWhenTheLeaseEnds() throws IOException {
        first.keep();
        pass(Duration.ofSeconds(33));
        second.keep();
        assertThat(second.pause()).as("it may be given up meanwhile").isEqualTo(Duration.ofSeconds(5));
        pass(second.pause());
        second.keep();
        assertThat(second.pause()).isEqualTo(Duration.ofSeconds(2));
        pass(second.pause());

        assertThat(second.keep()).isTrue();
        assertThat(second.pause()).isEqualTo(second.interval());
    }

    @Test
    void aProcessThatHasJustStartedWaitsForTheRestOfTheLeaseOnly() throws IOException {
        first.keep();
        pass(LEASE.minusSeconds(1));
        StoredLeadership restarted = lead("restarted");
        assertThat(restarted.keep()).isFalse();
        pass(restarted.pause());

        assertThat(restarted.keep()).isTrue();
    }

    @Test
    void aLeaseUntilFarTooLateEndsAfterItsDuration() throws IOException {
        first.keep();
        area.clock.advance(Duration.ofHours(-1));
        assertThat(second.keep()).isFalse();
        pass(LEASE.minusSeconds(1));
        assertThat(second.keep()).isFalse();
        pass(Duration.ofSeconds(1));

        assertThat(second.keep()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{}", "{\"owner\":\"x\"}", "{\"until\":\"2026-11-22T00:00:00Z\"}"})
    void aDamagedLeaseEndsAfterItsDuration(String json) throws IOException {
        first.keep();
        second.keep();
        String name = "state/" + WorkArea.CONNECTOR + "/lead.json";
        String version = area.store.read(name).orElseThrow().version();
        area.store.replace(name, json.getBytes(StandardCharsets.UTF_8), version);

        assertThat(first.keep()).isFalse();
        assertThat(first.isHeld()).isFalse();
        assertThat(second.keep()).isFalse();
        pass(LEASE.minusSeconds(1));
        assertThat(second.keep()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(second.keep()).isTrue();
        assertThat(first.keep()).isFalse();
    }

    @Test
    void aClockOfTheAreaThatLeapsTakesItFromNobody() throws IOException {
        first.keep();
        second.keep();
        pass(first.interval());
        first.keep();
        second.keep();
        area.clock.advance(Duration.ofHours(1));

        assertThat(second.keep()).isFalse();
        assertThat(first.isHeld()).isTrue();
    }

    @Test
    void aShortLeaseIsReleasedBeforeAClockInSecondsCouldEndIt() throws IOException {
        Duration lease = Duration.ofSeconds(2);
        StoredLeadership shortly = new StoredLeadership(area.store, WorkArea.CONNECTOR, "shortly", lease, nanos::get);
        shortly.keep();
        pass(Duration.ofSeconds(1));
        area.clock.advance(Duration.ofSeconds(1));

        assertThat(shortly.isHeld()).isFalse();
        assertThat(second.keep()).isTrue();
    }

    @Test
    void afterAFailureItIsAskedForSoon() throws IOException {
        first.keep();
        area.store.failWritesTo(name -> true);
        assertThatIOException().isThrownBy(first::keep);

        assertThat(first.pause()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void othersSeeWhetherItIsTaken() throws IOException {
        assertThat(StoredLeadership.isTaken(area.store, WorkArea.CONNECTOR)).isFalse();
        first.keep();
        assertThat(StoredLeadership.isTaken(area.store, WorkArea.CONNECTOR)).isTrue();
        pass(LEASE);
        assertThat(StoredLeadership.isTaken(area.store, WorkArea.CONNECTOR)).isFalse();
    }
}
