package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.ledger.silence.LedgerOfDays;
import org.opencompliance.archiver.start.Settings;

/** The command {@code silence} over a ledger of some weeks with a user who left. */
class SilenceCommandTest {

    private static final LocalDate LAST = LocalDate.parse("2020-02-14");
    private static final LocalDate END = LAST.plusDays(17);
    private static final String DAY = END.plusDays(1).toString();

    @TempDir
    private Path folder;

    private CommandLineSetUp setUp;

    @BeforeEach
    void makeTheLedger() throws Exception {
        Path area = folder.resolve("area");
        try (LedgerOfDays days = new LedgerOfDays(area)) {
            days.collected(LAST.minusDays(40), LAST, END);
        }
        setUp = new CommandLineSetUp(folder).with("archiver.storage-directory", area.toString());
    }

    @Test
    void listsTheSilentMailboxesWithTheirLastDay() throws Exception {
        Outcome outcome = setUp.command("silence", "--day", DAY);

        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("Day 2020-03-02: USUAL, 4 items, usual: 5", "Mailboxes with regular items: 5, silent: 1")
                .containsPattern("leaver +2020-02-14 +17 +0");
        assertThat(outcome.out().lines()).hasSize(4);
    }

    @Test
    void listsAllRegularMailboxes() throws Exception {
        assertThat(setUp.command("silence", "--day", DAY, "--all").out().lines())
                .hasSize(8);
    }

    @Test
    void printsJson() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(setUp.command("silence", "--day", DAY, "--json").out());

        assertThat(json.at("/mailboxes/0/mailbox").asText()).isEqualTo("leaver");
        assertThat(json.at("/mailboxes/0/lastActive").asText()).isEqualTo("2020-02-14");
        assertThat(json.at("/silence/days/0/verdict").asText()).isEqualTo("USUAL");
        assertThat(json.at("/silence/rules/silentDays").asInt()).isEqualTo(16);
    }

    @Test
    void findsNothingForAnIgnoredMailbox() throws Exception {
        Outcome outcome = setUp.with("archiver.silence-ignore", "Leaver").command("silence", "--day", DAY);

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).contains("silent: 0").doesNotContain("leaver");
    }

    @Test
    void theReportOfTheDayHasTheFindings() throws Exception {
        Outcome outcome = setUp.command("report", "--day", DAY);

        assertThat(outcome.out()).contains("1 mailbox had items regularly and has none.", "leaver");
    }

    @Test
    void refusesADayThatIsNotOver() throws Exception {
        Outcome outcome = setUp.command("silence", "--day", "2999-01-01");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--day must be over");
    }

    @Test
    void theStartRefusesRulesThatDoNotFit() throws Exception {
        setUp.with("archiver.silence-ignore", "susan@contoso.example");

        assertThat(new Settings(setUp.configuration()).problems())
                .anyMatch(problem -> problem.startsWith("archiver.silence-ignore takes object ids"))
                .noneMatch(problem -> problem.contains("susan"));
    }
}
