package org.opencompliance.archiver.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.overview.SomeArchive.Member;

/** The requests to the storage area for one refresh of the page; their number does not depend on the items of the day. */
class OverviewIsCheapTest {

    @TempDir
    private Path folder;

    private SomeArchive archive;

    @BeforeEach
    void makeReports() throws IOException {
        archive = new SomeArchive(folder);
        for (LocalDate day = SomeArchive.DAY.minusDays(29); day.isBefore(SomeArchive.DAY); day = day.plusDays(1)) {
            new ReportWriter(archive.store).write(SomeArchive.report(day, null, Verdict.HOLDS));
        }
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
    }

    /** The next look of a process, two seconds later, as a page asks. */
    private void lookAgain(Member member) throws IOException {
        archive.clock.advance(Overview.EVERY);
        archive.requests.clear();
        member.look();
    }

    @Test
    void aReadSendsNoRequest() throws IOException {
        Member member = archive.member("one");
        member.look();
        archive.requests.clear();

        member.overview.json();

        assertThat(archive.requests).isEmpty();
    }

    @Test
    void aLookOfTheOnlyProcessComparesOneReport() throws IOException {
        Member member = archive.new Member("one", false);
        member.look();

        lookAgain(member);

        assertThat(archive.requests).containsExactly("info");
    }

    @Test
    void aLookOfOneOfSeveralAlsoListsTheStatesAndReadsTheChangedOnes() throws IOException {
        Member one = archive.member("one");
        Member two = archive.member("two");
        two.look();
        archive.member("three").look();
        one.look();

        lookAgain(one);
        assertThat(archive.requests).containsExactlyInAnyOrder("list", "info");

        two.staged.set(1);
        two.look();
        lookAgain(one);
        assertThat(archive.requests).containsExactlyInAnyOrder("list", "read", "info");
    }

    @Test
    void aLookWithoutAnOpenPageSendsNone() throws IOException {
        Member member = archive.member("one");
        member.look();
        archive.clock.advance(Duration.ofSeconds(31));
        member.overview.look();
        archive.clock.advance(Overview.EVERY);
        archive.requests.clear();

        member.overview.look();

        assertThat(archive.requests).isEmpty();
    }

    @Test
    void theStoredReportsAreReadOnce() throws IOException {
        Member member = archive.member("one");
        archive.requests.clear();
        member.look();

        assertThat(Collections.frequency(archive.requests, "read")).isEqualTo(29);
    }
}
