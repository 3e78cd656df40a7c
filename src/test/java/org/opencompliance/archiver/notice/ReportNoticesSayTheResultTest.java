package org.opencompliance.archiver.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.storage.JsonObjects;

class ReportNoticesSayTheResultTest {

    private static final Path PAGE = Path.of("src/main/docs/notices.md");
    private static final String BEGIN = "<!-- example -->\n\n```json\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private WorkArea area;
    private Notices notices;
    private ReportNotices ofReports;

    @BeforeEach
    void open() {
        area = new WorkArea(directory);
        notices = new Notices(area.store, WorkArea.CONNECTOR, NoticeTexts.settings(Channel.WEB_HOOK));
        ofReports = new ReportNotices(notices, new ReportWriter(area.store), ReasonGuide.load());
    }

    @AfterEach
    void close() throws Exception {
        area.close();
    }

    private Notice of(SampleReport sample) throws IOException {
        ofReports.ofCollection(sample.report());
        List<NoticeRecord> made = notices.records().open();
        return made.get(made.size() - 1).notice();
    }

    @Test
    void theExampleOfThePageIsANoticeOfThisVersion() throws Exception {
        String page = Files.readString(PAGE);
        Notice notice = of(SampleReport.collection().failed(3));

        String json =
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(JsonObjects.bytes(notice)));

        String example = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf("\n```\n\n<!-- end -->"));
        assertThat(example).as("replace the example in %s by: %s", PAGE, json).isEqualTo(json);
    }

    @Test
    void aCompleteCollectionNeedsNobody() throws Exception {
        Notice notice = of(SampleReport.collection());

        assertThat(notice.title()).isEqualTo("WeChat Archiver: complete (2026-11-21)");
        assertThat(notice.attention()).isFalse();
        assertThat(notice.facts().verdicts())
                .containsEntry("controlTotal", "HOLDS")
                .containsEntry("fanOut", "HOLDS");
    }

    @Test
    void parkedItemsNeedAPerson() throws Exception {
        Notice notice = of(SampleReport.collection().failed(30));

        assertThat(notice.title()).isEqualTo("WeChat Archiver: complete, 30 parked (2026-11-21)");
        assertThat(notice.attention()).isTrue();
        assertThat(notice.facts().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.count()).isEqualTo(30);
            assertThat(reason.who()).isEqualTo("owner of the mapping file");
        });
        assertThat(notice.facts().items()).containsExactly("4711");
    }

    @Test
    void anEquationThatDoesNotHoldHasAKindOfItsOwn() throws Exception {
        Notice notice = of(SampleReport.collection().verdict(Verdict.BROKEN));

        assertThat(notice.kind()).isEqualTo(NoticeKind.BROKEN);
        assertThat(notice.title()).isEqualTo("WeChat Archiver: complete, DOES NOT ADD UP (2026-11-21)");
        assertThat(notice.attention()).isTrue();
    }

    @Test
    void anIncompleteCollectionNeedsAPerson() throws Exception {
        Notice notice = of(SampleReport.collection().complete(false));

        assertThat(notice.title()).isEqualTo("WeChat Archiver: incomplete (2026-11-21)");
        assertThat(notice.attention()).isTrue();
    }

    @Test
    void aCollectionHasOneNoticeAlsoWhenItsReportIsHandledTwice() throws Exception {
        of(SampleReport.collection());
        of(SampleReport.collection());

        assertThat(notices.records().open()).hasSize(1);
    }

    @Test
    void aDayHasItsNoticeOnceItsReportIsWritten() throws Exception {
        Instant nextDay = SampleReport.MADE.plus(Duration.ofDays(1));
        ofReports.lookForDays(nextDay);
        assertThat(notices.records().open()).isEmpty();
        area.clock.advance(Duration.ofDays(1));
        new ReportWriter(area.store).write(SampleReport.day().report());

        ofReports.lookForDays(nextDay);
        new ReportNotices(notices, new ReportWriter(area.store), ReasonGuide.load()).lookForDays(nextDay);

        assertThat(notices.records().open()).singleElement().satisfies(record -> {
            assertThat(record.notice().kind()).isEqualTo(NoticeKind.DAY);
            assertThat(record.notice().title()).isEqualTo("WeChat Archiver: all is well (2026-11-21)");
            assertThat(new String(JsonObjects.bytes(record.notice()), StandardCharsets.UTF_8))
                    .contains("\"day\":\"2026-11-21\"");
        });
    }

    @Test
    void aReportOfADayLongAgoHasNoNotice() throws Exception {
        area.clock.advance(Duration.ofDays(3));
        new ReportWriter(area.store).write(SampleReport.day().report());

        ofReports.lookForDays(SampleReport.MADE.plus(Duration.ofDays(3)));

        assertThat(notices.records().open()).isEmpty();
    }
}
