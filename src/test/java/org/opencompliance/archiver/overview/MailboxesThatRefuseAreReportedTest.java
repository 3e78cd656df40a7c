package org.opencompliance.archiver.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;

/** A command that waits learns from the running processes whether a mailbox refuses. */
class MailboxesThatRefuseAreReportedTest {

    @TempDir
    Path folder;

    private SomeArchive archive;
    private ReportedMailboxes reported;

    @BeforeEach
    void openArchive() throws IOException {
        archive = new SomeArchive(folder);
        reported = new ReportedMailboxes(archive.store, SomeArchive.CONNECTOR, archive.clock);
    }

    @AfterEach
    void closeArchive() throws IOException {
        archive.close();
    }

    @Test
    void withoutAProcessNothingIsKnown() throws IOException {
        assertThat(reported.refusing()).isEmpty();
    }

    @Test
    void theNumberIsThatOfTheLastCount() throws IOException {
        SomeArchive.Member one = archive.member("one");
        one.pending = new Tally(5, SomeArchive.NOW, 0);
        one.look();
        assertThat(reported.refusing()).hasValue(0);

        one.pending = new Tally(5, SomeArchive.NOW, 2);
        archive.clock.advance(Duration.ofSeconds(2));
        one.look();
        assertThat(reported.refusing()).hasValue(2);
    }

    @Test
    void aProcessThatEndedSaysNothing() throws IOException {
        SomeArchive.Member one = archive.member("one");
        one.pending = new Tally(5, SomeArchive.NOW, 0);
        one.look();
        archive.clock.advance(Duration.ofMinutes(3));

        assertThat(reported.refusing()).isEmpty();
    }

    @Test
    void aLookListsTheStatesAndReadsThoseThatChanged() throws IOException {
        SomeArchive.Member one = archive.member("one");
        one.look();
        archive.requests.clear();
        reported.refusing();
        assertThat(archive.requests).containsExactly("list", "read");

        archive.requests.clear();
        reported.refusing();
        assertThat(archive.requests).containsExactly("list");
    }
}
