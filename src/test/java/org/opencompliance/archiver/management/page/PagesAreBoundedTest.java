package org.opencompliance.archiver.management.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.deadletter.OpenDeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.request.Requests;

/** Parameters of an attacker: huge numbers, long texts, paths and JSON. */
class PagesAreBoundedTest {

    private static final String NAME = "dead-letters/wechat/one/item.json";
    private static final String LONG = "x".repeat(100_000);

    @TempDir
    private Path folder;

    private WorkArea area;
    private DeadLetterPages pages;

    @BeforeEach
    void open() {
        area = new WorkArea(folder);
        pages = new DeadLetterPages(area.deadLetters, new OpenDeadLetters(area.store, WorkArea.CONNECTOR)::all);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    /** Nothing behind it: every refusal comes before the storage area is read. */
    private ManagedDays days() {
        return new ManagedDays(null, day -> false, null, area.clock);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "2026-11-31",
                "2026-1-1",
                "+999999999-12-31",
                "../2026-11-20",
                "2026-11-20/../../state",
                "2026-11-20\n",
                "\u0662\u0660\u0662\u0666-11-20"
            })
    void aTextThatIsNoDayIsRefused(String day) {
        assertThatThrownBy(() -> days().report(day)).hasMessage("Write the day as 2026-11-20");
    }

    @Test
    void aDayWithoutAReportIsNotCountedFromALongLedger() {
        assertThatThrownBy(() -> days().report("1970-01-01")).hasMessageContaining("archiver report --day 1970-01-01");
        assertThatThrownBy(() -> days().report("9999-12-31")).hasMessageContaining("has not begun");
        LocalDate tomorrow = LocalDate.parse("2026-11-22");
        assertThatThrownBy(() -> days().report(tomorrow.toString())).hasMessageContaining("has not begun");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 501, Integer.MAX_VALUE})
    void aPageHasOneToFiveHundredDeadLetters(int limit) {
        assertThatThrownBy(() -> pages.list("", "", limit)).hasMessage("The limit must be 1 to 500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "dead-letters/wechat/../../state/wechat/progress.json",
                "dead-letters/wechat/one/item.json/../x.json",
                "dead-letters/other/one/item.json",
                "dead-letters/wechat/\u0000/item.json",
                "dead-letters/wechat//item.json",
                "dead-letters/wechat/one/item",
                "staged/wechat/2026/11/20/one.json",
                "\",\"x\":\"",
                "(a+)+$"
            })
    void aTextThatIsNoNameIsRefusedAndNotRepeated(String name) {
        for (String message : List.of(
                refusal(() -> pages.names(name)),
                refusal(() -> pages.names(NAME + "," + name)),
                refusal(() -> pages.list("", name, 1)))) {
            assertThat(message).endsWith("is not the name of a dead letter: take it from the list");
            assertThat(message).doesNotContain("etc", "progress", "staged", "\"");
        }
    }

    private interface Call {
        Object make() throws IOException;
    }

    private static String refusal(Call call) {
        try {
            return "not refused: " + call.make();
        } catch (IllegalArgumentException | IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void aRequestNamesEachDeadLetterOnceAndAtMostFiveHundred() {
        List<String> many = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> "dead-letters/wechat/" + i + "/item.json")
                .toList());
        assertThat(pages.names(String.join(" , ", many))).isEqualTo(many);
        assertThat(pages.names(NAME + "," + NAME + ",")).containsExactly(NAME);

        many.add(NAME);
        assertThatThrownBy(() -> pages.names(String.join(",", many))).hasMessage("Select 1 to 500 dead letters");
        assertThatThrownBy(() -> pages.names(",,,")).hasMessage("Select 1 to 500 dead letters");
        assertThatThrownBy(() -> pages.names("")).hasMessage("The list of names is empty");
        assertThatThrownBy(() -> pages.names(null)).hasMessage("The list of names is empty");
        assertThatThrownBy(() -> pages.names(String.join(",", Collections.nCopies(20, LONG))))
                .hasMessageContaining("it must have at most 512000");
    }

    @Test
    void aReasonIsAWordAndNoPattern() {
        for (String reason : List.of(".*", "(a+)+$", "un mapped", "unmapped,rejected", "\u0000")) {
            assertThatThrownBy(() -> pages.list(reason, "", 1)).hasMessageStartingWith("Write unmapped, ");
        }
        assertThatThrownBy(() -> pages.list(LONG, "", 1)).hasMessageContaining("at most 100");
    }

    @Test
    void anIdWithPathCharactersOrJsonStaysAText() throws IOException {
        for (String id : List.of("../../etc/passwd", "\",\"open\":9,\"x\":\"", "</script>,")) {
            area.deadLetters
                    .parkItem(WorkArea.item(id), Reason.UNMAPPED, "nobody")
                    .join();
        }
        JsonNode listed = json(pages.list("unmapped", "", 500)).path("deadLetters");

        assertThat(listed)
                .extracting(letter -> letter.path("item").asText())
                .containsExactlyInAnyOrder("../../etc/passwd", "\",\"open\":9,\"x\":\"", "</script>,");
        for (JsonNode letter : listed) {
            String name = letter.path("name").asText();
            assertThat(pages.names(name)).containsExactly(name);
        }
    }

    @Test
    void aDeadLetterThatEndedIsNotListed() throws IOException {
        area.deadLetters
                .parkItem(WorkArea.item("one"), Reason.UNMAPPED, "nobody")
                .join();
        List<OpenDeadLetters.Open> before = new OpenDeadLetters(area.store, WorkArea.CONNECTOR).all();
        area.deadLetters.discard("one", "ann", "a duplicate");

        assertThat(json(new DeadLetterPages(area.deadLetters, () -> before).list("", "", 1))
                        .path("deadLetters"))
                .isEmpty();
    }

    @Test
    void anIdOfAnyLengthIsRefusedBeforeTheLedgerIsRead() {
        ManagedItemStory stories = new ManagedItemStory(() -> {
            throw new AssertionError("reads");
        });
        ManagedRequests requests = new ManagedRequests(new Requests(area.store, WorkArea.CONNECTOR));

        assertThatThrownBy(() -> stories.story(LONG))
                .hasMessage("The id has 100000 characters; it must have at most 998");
        assertThatThrownBy(() -> stories.story(" ")).hasMessage("The id is empty");
        assertThatThrownBy(() -> requests.answer(LONG)).hasMessageContaining("at most 100");
    }

    @Test
    void anIdOfARequestIsNeverAPath() throws IOException {
        String answer =
                new ManagedRequests(new Requests(area.store, WorkArea.CONNECTOR)).answer("\",\"state\":\"ended/..");

        assertThat(json(answer).path("state").asText()).isEqualTo("unknown");
        assertThat(json(answer).path("id").asText()).isEqualTo("\",\"state\":\"ended/..");
    }
}
