package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.sandbox.Sandbox;

/** Reasons of routes in metrics and in the console, in a running program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReasonsOfOnesOwnAreObservedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 40;

    private Sandbox sandbox;
    private ProgramInThisJvm program;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        sandbox = Sandbox.start(OneItem.day());
        program = ProgramInThisJvm.start(folder, sandbox, Map.of());
        for (int i = 0; i < MANY; i++) {
            park("item-" + i, Reason.of("made-" + i).withHint("Ask " + i));
        }
        Ledger ledger = program.bean("ledger", Ledger.class);
        for (int i = 0; i < MANY; i++) {
            ledger.append(
                    new ItemEvents("run-1", "i" + i, "staged/i" + i).closed(Disposition.SKIPPED, "left-out-" + i));
        }
        ledger.flush().join();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.attribute("DeadLetters", "Open"))
                .isEqualTo((long) MANY));
    }

    @AfterAll
    void stop() {
        program.close();
        sandbox.close();
    }

    private void park(String id, Reason reason) throws Exception {
        ListedItem listed = new ListedItem(id, "chat", Instant.parse("2026-11-20T10:00:00Z"), 3, "0".repeat(64));
        program.bean("deadLetters", DeadLetters.class)
                .parkItem(StagedItem.of("wechat", listed, "run-1"), reason, "detail")
                .join();
    }

    private Scrape scrape() throws Exception {
        return Scrape.of(program.get("/metrics"));
    }

    private static double sum(Scrape scrape, String name) {
        return scrape.all().stream()
                .filter(series -> series.name().equals(name))
                .mapToDouble(Scrape.Series::value)
                .sum();
    }

    @Test
    void theConsoleHasEachWithWhatToDo() throws Exception {
        assertThat(String.valueOf(program.attribute("DeadLetters", "OpenByReason")))
                .contains("made-7", "made-39");
        assertThat(String.valueOf(program.attribute("DeadLetters", "WhatToDo")))
                .contains("made-7", "Ask 7")
                .doesNotContain("unmapped");
    }

    @Test
    void theMetricsHaveTwentyAndTheSumOfTheRest() throws Exception {
        await().atMost(PATIENCE)
                .until(() ->
                        scrape().value("archiver_dead_letters_open", Map.of("reason", "other-reasons")) == MANY - 20);
        Scrape scrape = scrape();

        assertThat(sum(scrape, "archiver_dead_letters_open")).isEqualTo(MANY);
        assertThat(scrape.seriesOf("archiver_dead_letters_open"))
                .isEqualTo(Reason.known().size() + 20L + 1);
        assertThat(scrape.value("archiver_dead_letters_open", Map.of("reason", "unmapped")))
                .isZero();
    }

    @Test
    void skippedItemsAreCountedAlike() throws Exception {
        await().atMost(PATIENCE).until(() -> sum(scrape(), "archiver_items_skipped_total") == MANY);
        Scrape scrape = scrape();

        // the first that were durable, and the reason of the program itself
        assertThat(scrape.seriesOf("archiver_items_skipped_total")).isEqualTo(20 + 1 + 1);
        assertThat(scrape.value("archiver_items_skipped_total", Map.of("reason", "other-reasons")))
                .isEqualTo(MANY - 20);
    }

    @Test
    void aReplayIsAskedForByAReasonInUse() throws Exception {
        assertThat(program.call("DeadLetters", "replay", "made-3").toString()).startsWith("Asked for as");
        assertThatThrownBy(() -> program.call("DeadLetters", "replay", "made-99"))
                .rootCause()
                .hasMessageStartingWith("There is no reason made-99, only unmapped, ");
    }
}
