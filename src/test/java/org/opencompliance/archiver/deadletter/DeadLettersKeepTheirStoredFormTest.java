package org.opencompliance.archiver.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.deadletter.DeadLetter.End;
import org.opencompliance.archiver.deadletter.DeadLetter.Ending;
import org.opencompliance.archiver.deadletter.DeadLetter.Opening;
import org.opencompliance.archiver.deadletter.DeadLetter.Recipient;
import org.opencompliance.archiver.deadletter.DeadLetter.Replay;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/** The samples are dead letters of areas in use; they stay readable, and new ones are written alike. */
class DeadLettersKeepTheirStoredFormTest {

    private static final String FOLDER = "dead-letters/wechat/i/";
    private static final StagedItem ITEM = WorkArea.item("i");

    @TempDir
    Path directory;

    private WorkArea area;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private static String sample(String name) throws IOException {
        try (InputStream in =
                DeadLettersKeepTheirStoredFormTest.class.getResourceAsStream("/deadletter/" + name + ".json")) {
            return new String(in.readAllBytes(), UTF_8).strip();
        }
    }

    private static DeadLetter read(String sample) throws IOException {
        return new JsonObjects<>(null, DeadLetter.class).parse(sample(sample).getBytes(UTF_8));
    }

    private String stored(String name) throws IOException {
        return new String(area.store.read(FOLDER + name).orElseThrow().content(), UTF_8);
    }

    private DeadLetter only() throws IOException {
        return area.letters().get(0);
    }

    @Test
    void anItemThatIsNotStaged() throws IOException {
        ListedItem listed = WorkArea.listed("i", ITEM.archivedAt(), "a");
        area.deadLetters.parkListed(
                listed, StagedItem.of(WorkArea.CONNECTOR, listed, "run-1"), Reason.FETCH_FAILED, "HTTP 500");

        assertThat(stored("item.json")).isEqualTo(sample("not-staged"));
    }

    @Test
    void aDeliveryFromItsParkingToItsEnd() throws IOException {
        Delivery delivery = Delivery.planned("m", "m@contoso.example", "EMAIL", List.of(0));
        area.deadLetters.parkDelivery(ITEM, delivery, Reason.MAILBOX_FULL, "full");
        assertThat(stored("m.json")).isEqualTo(sample("delivery"));

        area.deadLetters.replayed(only(), "ann");
        assertThat(stored("m.json")).isEqualTo(sample("replayed"));

        area.deadLetters.end(only(), End.RESOLVED, "import");
        assertThat(stored("m.json")).isEqualTo(sample("ended"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-staged", "delivery", "replayed", "ended"})
    void isWrittenAgainAsItWasRead(String sample) throws IOException {
        assertThat(new String(JsonObjects.bytes(read(sample)), UTF_8)).isEqualTo(sample(sample));
    }

    @Test
    void everyFieldIsRead() throws IOException {
        assertThat(read("ended"))
                .isEqualTo(new DeadLetter(
                        FOLDER + "m.json",
                        WorkArea.listed("i", ITEM.archivedAt(), "a"),
                        ITEM,
                        new Recipient("m", "m@contoso.example"),
                        new Opening(Reason.MAILBOX_FULL, "full", "run-1", WorkArea.NOW, null),
                        new Ending(End.RESOLVED, WorkArea.NOW, "import", null),
                        new Replay("ann", WorkArea.NOW)));
        assertThat(read("not-staged").recipient()).isEqualTo(Recipient.NONE);
        assertThat(read("delivery").ending()).isEqualTo(Ending.NONE);
    }

    @Test
    void anOpenOneOfTheAreaIsFoundAndEnded() throws IOException {
        area.store.create(FOLDER + "m.json", ObjectContent.of(sample("delivery").getBytes(UTF_8)));
        assertThat(only().open()).isTrue();

        area.deadLetters.end(only(), End.RESOLVED, "import");

        assertThat(area.letters()).isEmpty();
        assertThat(area.deadLetters
                        .find(FOLDER + "m.json")
                        .orElseThrow()
                        .ending()
                        .endedAt())
                .isEqualTo(Instant.parse("2026-11-21T02:00:00Z"));
    }
}
