package org.opencompliance.archiver.mapping.archived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.mapping.MovableClock;
import org.opencompliance.archiver.mapping.PlannedMailbox;
import org.opencompliance.archiver.mapping.Rule;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;

class ArchivedUsersTest {

    private static final Duration STILL = Duration.ofSeconds(5);
    private static final String ID = "0f3c8e1a-5d4b-4c1e-9a56-1b2c3d4e5f60";

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private Path file;
    private ArchivedUsers users;

    @BeforeEach
    void open() {
        file = directory.resolve("users.txt");
        users = new ArchivedUsers(file.toString(), Duration.ofSeconds(1), STILL, null, clock);
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
        clock.advance(STILL);
        users.problem();
        clock.advance(STILL.plusSeconds(1));
    }

    /** A mailbox of no participant, so that only the mailbox itself counts. */
    private boolean has(String address) {
        return users.has(new PlannedMailbox(ID, address, Rule.EMAIL, List.of()), null);
    }

    @Test
    void everySpellingOfAnAddressIsOneUser() throws IOException {
        write("\uFEFF# archived\r\n\r\n  Ann@Contoso.example \r\n");

        assertThat(has("ann@contoso.EXAMPLE")).isTrue();
        assertThat(has("ben@contoso.example")).isFalse();
        assertThat(users.problem()).isNull();
    }

    @Test
    void anObjectIdIsAUserWhateverTheAddressIs() throws IOException {
        write(ID.toUpperCase(java.util.Locale.ROOT) + "\n");

        assertThat(has("renamed@contoso.example")).isTrue();
    }

    @Test
    void aFileThatIsBeingWrittenDoesNotCount() throws IOException {
        Files.writeString(file, "ann@contoso.example\n");

        assertThatThrownBy(() -> has("ann@contoso.example"))
                .isInstanceOf(UserListMissingException.class)
                .hasMessageContaining("is not read yet");
        clock.advance(STILL);
        assertThat(has("ann@contoso.example")).isTrue();
    }

    @Test
    void theContentThatWasAcceptedLastIsReadAtOnceAfterARestart() throws IOException {
        try (ObjectStore store = LocalObjectStore.open(directory.resolve("area"), Clock.systemUTC())) {
            AcceptedUserList accepted = new AcceptedUserList(store, "wechat");
            users = new ArchivedUsers(file.toString(), Duration.ofSeconds(1), STILL, accepted, clock);
            write("ann@contoso.example\n");
            assertThat(has("ann@contoso.example")).isTrue();

            users = new ArchivedUsers(file.toString(), Duration.ofSeconds(1), STILL, accepted, clock);
            assertThat(has("ann@contoso.example")).isTrue();

            Files.writeString(file, "ben@contoso.example\n");
            users = new ArchivedUsers(file.toString(), Duration.ofSeconds(1), STILL, accepted, clock);
            assertThatThrownBy(() -> has("ben@contoso.example")).hasMessageContaining("is not read yet");
            clock.advance(STILL);
            assertThat(has("ben@contoso.example")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nobody\n", "ann@contoso.example\nBen\n", "ann@contoso.example,ben@contoso.example"})
    void aListThatCannotBeUsedIsRefusedAsAWholeAndTheLastOneStays(String refused) throws IOException {
        write("ann@contoso.example\n");
        assertThat(has("ann@contoso.example")).isTrue();

        write(refused);

        assertThat(users.problem()).startsWith("The file of archiver.archived-users-file is refused: ");
        assertThat(has("ann@contoso.example")).isTrue();
        assertThat(has("ben@contoso.example")).isFalse();
        write("ben@contoso.example\n");
        assertThat(has("ben@contoso.example")).isTrue();
        assertThat(users.problem()).isNull();
    }

    @Test
    void aRefusalNamesLinesAndNoEntry() throws IOException {
        write("ann@contoso.example\nSecret Name\n12345\n");

        assertThat(users.problem())
                .endsWith("line 2 is no e-mail address, mobile number or object id; line 3 is no e-mail address, mobile"
                        + " number or object id")
                .doesNotContain("Secret", "12345");
        assertThatThrownBy(() -> has("ann@contoso.example")).isInstanceOf(UserListMissingException.class);
    }

    @Test
    void aFileThatIsNoUtf8IsRefused() throws IOException {
        Files.write(file, "zo\u00eb@contoso.example".getBytes(StandardCharsets.ISO_8859_1));
        users.problem();
        clock.advance(STILL);

        assertThat(users.problem()).endsWith("it is not UTF-8");
    }

    @Test
    void aMissingFileKeepsTheLastListInForce() throws IOException {
        assertThat(users.problem()).endsWith("is missing: put it there");
        assertThatThrownBy(() -> has("ann@contoso.example")).hasMessageContaining("is missing");
        write("ann@contoso.example\n");
        clock.advance(STILL);
        assertThat(has("ann@contoso.example")).isTrue();

        Files.delete(file);
        clock.advance(STILL);

        assertThat(has("ann@contoso.example")).isTrue();
        assertThat(users.problem()).endsWith("is missing: put it there");
        write("ann@contoso.example\n");
        assertThat(users.problem()).isNull();
    }

    @Test
    void withoutAFileARouteThatAsksWaitsAndNothingIsWrong() {
        ArchivedUsers none = new ArchivedUsers("", STILL, STILL, null, clock);

        assertThat(none.problem()).isNull();
        assertThatThrownBy(() -> none.has(new PlannedMailbox(ID, "a@b.example", Rule.EMAIL, List.of()), null))
                .isInstanceOf(UserListMissingException.class)
                .hasMessageContaining("set archiver.archived-users-file");
    }
}
