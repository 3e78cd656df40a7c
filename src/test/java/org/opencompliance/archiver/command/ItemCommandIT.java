package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** The commands {@code item} and {@code items} after a collection of a few items from a sandbox. */
@Timeout(120)
class ItemCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(5).odd(false).make();

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static CommandLineSetUp setUp;
    private static JsonNode one;
    private static String number;

    @BeforeAll
    static void collect() throws Exception {
        sandbox = Sandbox.start(DAY);
        setUp = CommandLineSetUp.of(folder, sandbox);
        Outcome collected = setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21");
        assertThat(collected.exitCode()).as(collected.text()).isZero();
        String id = DAY.items().get(0).id();
        one = JSON.readTree(
                        setUp.command("item", id, "--participants", "--json").out())
                .at("/items/0");
        number = one.at("/originals/0/participants").findValue("number").asText();
        assertThat(number).hasSizeGreaterThan(6);
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    @Test
    void tellsTheStoryOfAnItem() throws Exception {
        Outcome outcome = setUp.command("item", one.path("id").asText());

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Item " + one.path("id").asText())
                .contains("Status: imported", "now:      the same size and SHA-256", "settings version ")
                .doesNotContain("settings version not recorded")
                .doesNotContain(number);
    }

    @Test
    void namesTheParticipantsWhenAsked() throws Exception {
        Outcome outcome = setUp.command("item", one.path("id").asText(), "--participants");

        assertThat(outcome.out()).contains("participant 0: from", number);
    }

    @Test
    void findsAnItemByTheIdOfItsMessage() throws Exception {
        JsonNode delivery = one.at("/originals/0/deliveries/0");

        for (String field : new String[] {"message", "internetMessageId"}) {
            Outcome outcome = setUp.command("item", delivery.path(field).asText(), "--json");

            assertThat(outcome.exitCode()).as(outcome.text()).isZero();
            assertThat(JSON.readTree(outcome.out()).at("/items/0/id")).isEqualTo(one.path("id"));
        }
    }

    @Test
    void saysThatNothingIsKnownOfAnId() throws Exception {
        Outcome text = setUp.command("item", "no such item");
        Outcome json = setUp.command("item", "no such item", "--json");

        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out().lines()).containsExactly("The ledger has no item and no message with this id.");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(JSON.readTree(json.out()).path("items")).isEmpty();
    }

    @Test
    void needsAnId() throws Exception {
        assertThat(setUp.command("item").exitCode()).isEqualTo(2);
    }

    @Test
    void listsTheItemsOfAParticipant() throws Exception {
        Outcome text = setUp.command("items", "--participant", number);
        Outcome json = setUp.command("items", "--participant", number, "--json");

        assertThat(text.exitCode()).as(text.text()).isZero();
        assertThat(text.out()).contains(one.path("id").asText()).containsPattern("\\d+ items?\\.");
        assertThat(text.err()).isEmpty();
        assertThat(JSON.readTree(json.out()).path("items").findValuesAsText("id"))
                .contains(one.path("id").asText());
    }

    @Test
    void listsTheItemsOfAMailboxAndATime() throws Exception {
        String address = one.at("/originals/0/deliveries/0/address").asText();

        assertThat(setUp.command("items", "--mailbox", address, "--from", "2026-11-20", "--to", "2026-11-21")
                        .out())
                .contains(one.path("id").asText());
        assertThat(setUp.command("items", "--mailbox", address, "--from", "2026-11-21")
                        .out()
                        .lines())
                .containsExactly("No items.");
        assertThat(JSON.readTree(setUp.command("items", "--status", "failed", "--json")
                                .out())
                        .path("items"))
                .isEmpty();
        assertThat(setUp.command("items", "--from", "2026-11-20").out()).contains("5 items.");
    }

    @Test
    void refusesConditionsThatCannotBe() throws Exception {
        assertThat(setUp.command("items", "--status", "lost").exitCode()).isEqualTo(2);
        assertThat(setUp.command("items", "--from", "yesterday").exitCode()).isEqualTo(2);
        assertThat(setUp.command("items", "--participant", "Ann").exitCode()).isEqualTo(2);
        assertThat(setUp.command("items", "--from", "2026-11-21", "--to", "2026-11-20")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void workBesideAnArchiver() throws Exception {
        try (Archiver running = Archiver.start(setUp.configuration(), Archiver.Mode.SCHEDULED)) {
            assertThat(running.context().isStarted()).isTrue();
            assertThat(setUp.command("item", one.path("id").asText()).exitCode())
                    .isZero();
            assertThat(setUp.command("items", "--from", "2026-11-20").exitCode())
                    .isZero();
        }
    }
}
