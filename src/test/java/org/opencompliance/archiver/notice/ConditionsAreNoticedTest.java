package org.opencompliance.archiver.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.evidence.DeliveredMessage;
import org.opencompliance.archiver.evidence.LastVerification;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.Silence.JudgedDay;
import org.opencompliance.archiver.ledger.silence.Silence.Verdict;
import org.opencompliance.archiver.ledger.silence.SilenceRules;

class ConditionsAreNoticedTest {

    private static final Map<String, String> DOWN = Map.of("source", "The last collection was not complete");

    @TempDir
    Path directory;

    private WorkArea area;

    @BeforeEach
    void open() {
        area = new WorkArea(directory);
    }

    private Silence silence;

    @AfterEach
    void close() throws Exception {
        area.close();
    }

    private Notices notices() {
        return new Notices(area.store, WorkArea.CONNECTOR, NoticeTexts.settings(Channel.MAIL));
    }

    /** As after a restart. */
    private ConditionNotices conditions() {
        return new ConditionNotices(area.store, notices(), () -> Optional.ofNullable(silence));
    }

    private List<Notice> made() throws IOException {
        return notices().records().open().stream().map(NoticeRecord::notice).toList();
    }

    private void pass(Duration time) {
        area.clock.advance(time);
    }

    @Test
    void missingItemsGiveOneNoticeOfTheDay() throws Exception {
        LocalDate day = LocalDate.parse("2026-11-20");
        SilenceRules rules = new SilenceRules(8, 16, 2, 30, 30, "");
        silence = new Silence(day, List.of(), 40, 0, List.of(), rules);
        conditions().silence();
        assertThat(made()).isEmpty();

        silence = new Silence(
                day, List.of(new JudgedDay(day.minusDays(1), Verdict.EMPTY, 0, 812L)), 40, 2, List.of(), rules);
        conditions().silence();
        conditions().silence();

        assertThat(made()).singleElement().satisfies(notice -> {
            assertThat(notice.title()).startsWith("WeChat Archiver: silence: day 2026-11-20 (");
            assertThat(notice.text())
                    .contains("listed nothing for 2026-11-19", "2 mailboxes had items regularly and have none.");
        });
    }

    @Test
    void aCheckThatStaysDownOverARestartGivesANotice() throws Exception {
        conditions().health(DOWN);
        pass(NoticeTexts.UNHEALTHY.minus(Duration.ofSeconds(1)));
        conditions().health(DOWN);
        assertThat(made()).isEmpty();
        pass(Duration.ofSeconds(1));

        conditions().health(DOWN);
        conditions().health(DOWN);

        assertThat(made()).singleElement().satisfies(notice -> {
            assertThat(notice.title()).startsWith("WeChat Archiver: health: source (");
            assertThat(notice.text()).contains("down since 2026-11-21T02:00:00Z", DOWN.get("source"));
        });
    }

    @Test
    void aCheckThatIsUpAgainBeginsAnew() throws Exception {
        conditions().health(DOWN);
        pass(NoticeTexts.UNHEALTHY.dividedBy(2));
        conditions().health(Map.of());
        conditions().health(DOWN);
        pass(NoticeTexts.UNHEALTHY.dividedBy(2));

        conditions().health(DOWN);

        assertThat(made()).isEmpty();
    }

    @Test
    void aFaultOfASampleGivesOneNotice() throws Exception {
        DeliveredMessage broken = new DeliveredMessage("staged/x", "4711", "0b1c", "AAMk", 0, area.clock.instant());
        LastVerification last = new LastVerification(area.clock.instant(), 20, 1, 2, List.of(broken));

        conditions().verification(last);
        conditions().verification(last);
        conditions().verification(new LastVerification(area.clock.instant(), 20, 0, 0, List.of()));

        assertThat(made()).singleElement().satisfies(notice -> {
            assertThat(notice.title()).isEqualTo("WeChat Archiver: verification found faults: 3 (2026-11-21)");
            assertThat(notice.facts().counters())
                    .containsEntry("ledgerFaults", 2L)
                    .containsEntry("messageFaults", 1L);
            assertThat(notice.facts().items()).containsExactly("4711");
        });
    }
}
