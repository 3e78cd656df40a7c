package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.ReadOnlyLedger;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** The dead letters of a route's own reason in the commands. */
@Timeout(120)
class DeadLettersOfOnesOwnReasonIT {

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static CommandLineSetUp setUp;

    @BeforeAll
    static void park() throws Exception {
        SampleDay day = SampleDay.on(java.time.LocalDate.of(2026, 11, 20))
                .items(1)
                .odd(false)
                .make();
        sandbox = Sandbox.start(day);
        setUp = CommandLineSetUp.of(folder, sandbox);
        assertThat(setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21")
                        .exitCode())
                .isZero();
        try (ObjectStore store = StorageArea.attach(setUp.configuration())) {
            ListedItem listed = new ListedItem(
                    day.items().get(0).id(), "chat", Instant.parse("2026-11-20T10:00:00Z"), 3, "0".repeat(64));
            new DeadLetters(store, new ReadOnlyLedger(), "wechat")
                    .parkListed(
                            listed,
                            StagedItem.of("wechat", listed, "run-1"),
                            Reason.of("excluded-user").withHint("Ask the legal department"),
                            "An excluded user");
        }
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    @Test
    void listWhatToDo() throws Exception {
        Outcome outcome = setUp.command("dead-letters", "list", "--reason", "excluded-user");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out())
                .contains("  excluded-user  ", "An excluded user  What to do: Ask the legal department", "1 open");
    }

    @Test
    void refuseAReasonThatNoneHas() throws Exception {
        Outcome listed = setUp.command("dead-letters", "list", "--reason", "excluded-usr");
        Outcome replayed = setUp.command("dead-letters", "replay", "--reason", "excluded-usr");

        assertThat(listed.exitCode()).isNotZero();
        assertThat(listed.err()).contains("There is no reason excluded-usr, only unmapped,", "excluded-user");
        assertThat(replayed.exitCode()).isNotZero();
        assertThat(replayed.text()).contains("There is no reason excluded-usr, only unmapped,", "excluded-user");
    }

    @Test
    void replayIt() throws Exception {
        Outcome replayed = setUp.command("dead-letters", "replay", "--reason", "excluded-user");

        assertThat(replayed.text()).contains("1 items taken up again");
    }
}
