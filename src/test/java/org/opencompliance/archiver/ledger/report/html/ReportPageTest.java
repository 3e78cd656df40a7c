package org.opencompliance.archiver.ledger.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.Silence.JudgedDay;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;
import org.opencompliance.archiver.ledger.silence.SilenceRules;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.xml.sax.InputSource;

class ReportPageTest {

    @TempDir
    private Path folder;

    private LocalObjectStore store;
    private ReportPages pages;

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(folder, Clock.systemUTC());
        pages = new ReportPages(store, SampleReports.CONNECTOR, ReasonGuide.load());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void loadsNothingAndRunsNothing() throws IOException {
        for (Report report : new Report[] {SampleReports.worstCollection(), SampleReports.dayWithFailures()}) {
            assertThat(pages.render(report))
                    .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                    .contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;\"")
                    .doesNotContainPattern(
                            "(?i)<script|<link|<img|<iframe|<form|src=|href=|url\\(|@import|javascript:|\\son\\w+=")
                    .matches("[\\x20-\\x7e\\n]*+");
        }
    }

    @Test
    void escapesEveryValue() throws IOException {
        assertThat(pages.render(SampleReports.worstCollection()))
                .contains("&#60;script&#62;alert(1)&#60;/script&#62;\\u202e\\u0000xxx");
        assertThat(new Html()
                        .element("b", "a\ud800\u2028\t&\"'\u00fc\ud83d\ude00", "class", "\">")
                        .toString())
                .isEqualTo("<b class=\"&#34;&#62;\">a\\ud800\\u2028\\u0009&#38;&#34;&#39;&#xfc;&#x1f600;</b>");
    }

    @Test
    void isWellFormed() throws Exception {
        String page = pages.render(SampleReports.worstCollection()).replaceAll("<(meta[^>]*)>", "<$1/>");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.substring("<!DOCTYPE html>\n".length()))));

        var heads = document.getElementsByTagName("th");
        assertThat(heads.getLength()).isGreaterThan(20);
        for (int i = 0; i < heads.getLength(); i++) {
            assertThat(heads.item(i).getAttributes().getNamedItem("scope")).isNotNull();
        }
        assertThat(document.getElementsByTagName("svg")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("role")
                        .getNodeValue())
                .isEqualTo("img");
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void hasTheVerdictOfEachEquation(Verdict verdict) throws IOException {
        Imports imports = new Imports(1, 1, 0, 0, 0, 0, null);
        String page = pages.render(SampleReports.report(
                new SampleReports.Shape(SampleReports.DAY, null, verdict, Verdict.HOLDS),
                imports,
                SampleReports.rows(0, 1)));

        assertThat(page).contains("</span> " + verdict.name().replace('_', ' ') + "</span>");
        assertThat(page.contains("class=\"banner good\"")).isEqualTo(verdict == Verdict.HOLDS);
        assertThat(page.contains("class=\"banner bad\"")).isEqualTo(verdict == Verdict.BROKEN);
    }

    @Test
    void namesTheSilentMailboxesOnTheScreenAndTheirNumberInThePrint() throws IOException {
        SilentMailbox leaver = new SilentMailbox("91ab\u202e", LocalDate.parse("2026-11-01"), 2, 18);
        Report report = SampleReports.plain(SampleReports.DAY)
                .with(new Silence(
                        SampleReports.DAY,
                        List.of(new JudgedDay(SampleReports.DAY.minusDays(1), Silence.Verdict.EMPTY, 0, 812L)),
                        40,
                        1_200,
                        Collections.nCopies(1_000, leaver),
                        new SilenceRules(8, 16, 2, 30, 30, "")));

        assertThat(pages.render(report))
                .contains(
                        "class=\"banner act\"",
                        "The source listed nothing for 2026-11-19; usual are 812 items. 1200 mailboxes had items",
                        "<section class=\"screen\"><h2>Mailboxes without their regular items: 1,200</h2>",
                        "91ab\\u202e</span>",
                        "700 more in <code>reports/wechat/2026-11-20/day.csv");
    }

    @Test
    void countsTheItemsThatTheReportLeavesOut() throws IOException {
        Report all = SampleReports.worstCollection();
        Report.Rows rows = all.rows();
        Report report = new Report(
                all.heading(),
                all.source(),
                all.imports(),
                all.earlier(),
                all.equations(),
                new Report.Rows(rows.failures(), List.of(), List.of(), List.of(), rows.unaccounted(), 1_200),
                all.copies(),
                all.cut(),
                all.timeline());

        assertThat(pages.render(report)).contains("Items that do not add up: 1,203</h2>", "1,200 more in <code>");
    }

    @Test
    void namesThePersonWhoActsAndTheAction() throws IOException {
        assertThat(pages.render(SampleReports.dayWithFailures()))
                .contains("mailbox-full", "Exchange administrator", "Raise the quota, or enable the archive");
    }

    @Test
    void saysThatTheSourceAttestsNothing() throws IOException {
        assertThat(pages.render(SampleReports.dayNotAttested()))
                .contains(
                        "All numbers add up; the source gives no total to compare them with.",
                        "Content hashes",
                        "77 without",
                        "</span> NOT ATTESTED</span>");
        assertThat(pages.render(SampleReports.dayWithFailures())).doesNotContain("Content hashes");
    }

    @Test
    void cutsALongListAndNamesTheFileWithAllRows() throws IOException {
        assertThat(pages.render(SampleReports.worstCollection()))
                .contains("msg-70498<", "2,001 more in <code>reports/wechat/2026-11-20/20261120T020000Z-8eff35.csv")
                .doesNotContain("msg-70499<");
    }

    @Test
    void thePageOfAClosedDayKeepsItsBytes() throws IOException {
        SampleReports.store(store, SampleReports.DAY);
        Report day = new ReportWriter(store)
                .read(SampleReports.CONNECTOR, SampleReports.DAY, null)
                .orElseThrow();
        pages.write(day);
        String stored = new String(
                store.read("reports/wechat/2026-11-20/day.html").orElseThrow().content(), StandardCharsets.US_ASCII);

        // the gap is filled later, and later days follow
        ReportWriter writer = new ReportWriter(store);
        Report gap = SampleReports.plain(LocalDate.parse("2026-10-31"));
        writer.write(new Report(
                new Report.Heading(
                        "wechat", gap.day(), null, day.heading().made().plusSeconds(1), null),
                gap.source(),
                gap.imports(),
                gap.earlier(),
                gap.equations(),
                gap.rows(),
                null,
                gap.cut(),
                gap.timeline()));
        writer.write(SampleReports.plain(SampleReports.DAY.plusDays(1)));

        assertThat(new ReportPages(store, SampleReports.CONNECTOR, ReasonGuide.load()).render(day))
                .isEqualTo(stored);
        assertThat(stored).contains("2026-10-31: no report", "2026-11-20: ").doesNotContain("2026-11-21: ");
    }

    @Test
    void showsABarForEachDayWithAReport() throws IOException {
        SampleReports.store(store, SampleReports.DAY);
        String page = pages.render(SampleReports.goodCollection());

        assertThat(page)
                .contains("2026-11-19: ", "2026-10-21: no report")
                .contains("2026-11-09: ", "an equation is broken</title>")
                .doesNotContain("2026-11-20: ");
    }

    @Test
    void anUnreadableDayReportIsNoBar() throws IOException {
        store.create(
                "reports/wechat/2026-11-19/day.json",
                org.opencompliance.archiver.storage.ObjectContent.of(new byte[] {'x'}));

        assertThat(pages.render(SampleReports.goodCollection())).contains("2026-11-19: no report");
    }

    @Test
    void readsAReportOfAnEarlierVersion() throws IOException {
        Report plain = SampleReports.goodCollection();
        Report old = new Report(
                plain.heading(),
                plain.source(),
                plain.imports(),
                null,
                plain.equations(),
                plain.rows(),
                null,
                plain.cut(),
                null);

        assertThat(pages.render(old)).contains("before reports noted times");
    }
}
