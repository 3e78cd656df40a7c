package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.NotedLedger;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** Lists, shows and discards dead letters of a storage area without an archiver. */
class DeadLettersCommandIT {

    private static final String CHINESE = "消息-№7";
    private static final String DISCARDED = "消息-№8";
    private static final String LONG = "tm-f4d205fd-e1e7-4710-911a-0b1c2d3e4f50-" + "x".repeat(100);
    private static final String NAMELESS = "eml-0123";
    private static final String CONTROL = "red\u001b[31m";

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static CommandLineSetUp setUp;

    @BeforeAll
    static void park() throws Exception {
        sandbox = Sandbox.start(
                SampleDay.on(LocalDate.parse("2026-11-21")).odd(false).items(1).make());
        setUp = CommandLineSetUp.of(folder, sandbox);
        Path area = Files.createDirectory(
                folder.resolve("area"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (ObjectStore store = LocalObjectStore.attach(area, Clock.systemUTC())) {
            DeadLetters letters = new DeadLetters(store, new NotedLedger(), "wechat");
            for (String id : List.of(CHINESE, DISCARDED, LONG, CONTROL)) {
                ListedItem item = new ListedItem(id, "chat", Instant.parse("2026-11-20T10:00:00Z"), -1, null);
                letters.parkListed(item, StagedItem.of("wechat", item, "run-1"), Reason.FETCH_FAILED, "HTTP 500")
                        .join();
            }
            ListedItem large = new ListedItem("large", "file", Instant.parse("2026-11-20T11:00:00Z"), -1, null);
            letters.parkListed(large, StagedItem.of("wechat", large, "run-1"), Reason.ITEM_TOO_LARGE, "over the limit")
                    .join();
            ListedItem nameless = new ListedItem(NAMELESS, "", Instant.parse("2026-11-20T10:00:00Z"), 9, null);
            letters.parkListed(nameless, StagedItem.of("wechat", nameless, "run-1"), Reason.FETCH_FAILED, "HTTP 500")
                    .join();
            String record =
                    "{\"run\":\"run-1\",\"mails\":[{\"key\":\"17\",\"number\":17,\"id\":\"" + NAMELESS + "\"}]}";
            store.create(
                    "state/wechat/mail/0123/4/17_17_20261120_20261120_0_run-1.json",
                    ObjectContent.of(record.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void listsWholeIdsWithEveryCharacter() throws Exception {
        Outcome list = setUp.command("dead-letters", "list", "--reason", "fetch-failed");

        assertThat(list.exitCode()).as(list.text()).isZero();
        assertThat(list.out()).contains(CHINESE, LONG, "red\\u001b[31m").doesNotContain(CONTROL, "large");
    }

    @Test
    void namesTheMailOfAnItemWithoutAnId() throws Exception {
        String came = "the mail with the UID 17 of the mailbox, UIDVALIDITY 4";

        JsonNode json = new ObjectMapper()
                .readTree(setUp.command("dead-letters", "list", "--json").out());

        assertThat(setUp.command("dead-letters", "list").out()).contains("HTTP 500 (came as: " + came + ")");
        assertThat(setUp.command("dead-letters", "show", NAMELESS).out()).contains("  came as:  " + came);
        assertThat(json.path("deadLetters").findValuesAsText("source")).containsExactly(came);
    }

    @Test
    void listsThoseOfARangeAsJson() throws Exception {
        JsonNode all = new ObjectMapper()
                .readTree(setUp.command("dead-letters", "list", "--json", "--from", "2020-01-01")
                        .out());
        Outcome none = setUp.command("dead-letters", "list", "--to", "2020-01-01");

        assertThat(all.path("deadLetters").findValuesAsText("id")).contains(CHINESE, CONTROL, "large");
        assertThat(none.out()).isEqualTo("No open dead letters." + System.lineSeparator());
        assertThat(setUp.command("dead-letters", "list", "--from", "2026-11-21", "--to", "2026-11-20")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void showsTheDeadLettersOfAnItem() throws Exception {
        Outcome shown = setUp.command("dead-letters", "show", "red\\u001b[31m");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("fetch-failed, open", "HTTP 500", "original: not stored");
        Outcome none = setUp.command("dead-letters", "show", "no-such-item");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.out()).contains("no dead letter of the item no-such-item");
    }

    @Test
    void discardsThoseOfAnItemAndRefusesOneWithout() throws Exception {
        Outcome done = setUp.command("dead-letters", "discard", "--item", DISCARDED, "--why", "a duplicate");

        assertThat(done.exitCode()).as(done.text()).isZero();
        assertThat(done.out()).contains("1 dead letters of the item " + DISCARDED + " discarded");
        assertThat(setUp.command("dead-letters", "show", DISCARDED).out()).contains("DISCARDED at ", ": a duplicate");
        assertThat(setUp.command("dead-letters", "list").out()).doesNotContain(DISCARDED);
        Outcome again = setUp.command("dead-letters", "discard", "--item", "no-such-item", "--why", "x");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(setUp.command("dead-letters", "discard", "--item", "x", "--why", " ")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void listsNoMailboxWhereNoneRefuses() throws Exception {
        Outcome waiting = setUp.command("dead-letters", "waiting");

        assertThat(waiting.exitCode()).isZero();
        assertThat(waiting.out()).contains("No mailbox refuses.");
    }
}
