package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.silence.LedgerOfDays;
import org.opencompliance.sandbox.Sandbox;

/** A user has had no items for weeks. */
class SilenceIsObservedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void aSilentMailboxIsUnhealthyAndKeepsTheProcessReady() throws Exception {
        // the last collection is that of yesterday, and the result is the same if a day begins meanwhile
        LocalDate end = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        try (LedgerOfDays days = new LedgerOfDays(folder.resolve("data"))) {
            days.collected(end.minusDays(60), end.minusDays(18), end);
        }
        try (Sandbox sandbox = Sandbox.start(OneItem.day());
                ProgramInThisJvm program = ProgramInThisJvm.start(folder, sandbox, Map.of())) {
            await().atMost(PATIENCE)
                    .until(() -> program.get("/health").contains("1 mailbox had items regularly and has none."));

            assertThat(program.ask("/health/ready").statusCode()).isEqualTo(200);
            assertThat(program.get("/health")).doesNotContain("leaver");
            Scrape scrape = Scrape.of(program.get("/metrics"));
            assertThat(scrape.value("archiver_silent_mailboxes", Map.of())).isEqualTo(1);
            assertThat(scrape.value("archiver_health", Map.of("check", "silence")))
                    .isZero();
            assertThat(program.attribute("Items", "SilentMailboxes")).isEqualTo(1L);
            assertThat(program.attribute("Items", "Silence"))
                    .asString()
                    .contains("1 mailbox had items regularly and has none.");
        }
    }
}
