package org.opencompliance.archiver.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.delivery.WorkArea;

class DeadLettersAreGatheredTest {

    @TempDir
    Path directory;

    private WorkArea area;
    private Notices notices;
    private DeadLetterNotices ofLetters;

    @BeforeEach
    void open() {
        area = new WorkArea(directory);
        notices = new Notices(area.store, WorkArea.CONNECTOR, NoticeTexts.settings(Channel.WEB_HOOK));
        ofLetters = new DeadLetterNotices(area.store, WorkArea.CONNECTOR, notices, ReasonGuide.load());
    }

    @AfterEach
    void close() throws Exception {
        area.close();
    }

    private void park(Reason reason, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            area.deadLetters.parkItem(WorkArea.item("item" + i), reason, "a detail with jane@contoso.example");
        }
    }

    private List<Notice> look() throws IOException {
        ofLetters.look();
        return notices.records().open().stream().map(NoticeRecord::notice).toList();
    }

    private void pass(Duration time) {
        area.clock.advance(time);
    }

    @Test
    void aFloodGivesOneNoticeWithCountsByReason() throws Exception {
        park(Reason.UNMAPPED, 0, 400);
        assertThat(look()).as("while they are gathered").isEmpty();
        pass(NoticeTexts.GATHER.dividedBy(2));
        park(Reason.MALFORMED, 400, 430);
        pass(NoticeTexts.GATHER);

        Notice notice = look().get(0);

        assertThat(look()).hasSize(1);
        assertThat(notice.title()).startsWith("WeChat Archiver: 430 new dead letters (");
        assertThat(notice.facts().reasons())
                .extracting(ReasonCount::reason, ReasonCount::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("unmapped", 400L),
                        org.assertj.core.groups.Tuple.tuple("malformed", 30L));
        assertThat(notice.facts().items()).hasSize(Notice.MAX_ITEMS);
        assertThat(notice.text())
                .contains("- 30 malformed: operator, TeleMessage\n  Ask TeleMessage with the item id")
                .doesNotContain("jane");
    }

    @Test
    void laterOnesWaitForTheIntervalAndAreCountedAlone() throws Exception {
        park(Reason.UNMAPPED, 0, 3);
        pass(NoticeTexts.GATHER);
        look();
        park(Reason.UNMAPPED, 3, 5);
        pass(NoticeTexts.REPEAT.minus(Duration.ofSeconds(1)));
        assertThat(look()).hasSize(1);
        pass(Duration.ofSeconds(1));

        List<Notice> made = look();

        assertThat(made)
                .extracting(notice -> notice.facts().counters().get("deadLetters"))
                .containsExactly(3L, 2L);
        pass(NoticeTexts.REPEAT);
        assertThat(look()).hasSize(2);
    }

    @Test
    void aReplayThatLeavesOneOpenIsNoNewDeadLetter() throws Exception {
        park(Reason.UNMAPPED, 0, 1);
        pass(NoticeTexts.GATHER);
        look();
        pass(NoticeTexts.REPEAT);
        area.deadLetters.replayed(area.deadLetters.list(null).get(0), "a person");
        pass(NoticeTexts.GATHER);

        assertThat(look()).hasSize(1);
    }

    @Test
    void discardedOnesNeedNobody() throws Exception {
        park(Reason.UNMAPPED, 0, 1);
        area.deadLetters.discard("item0", "a person", "not wanted");
        pass(NoticeTexts.GATHER);

        assertThat(look()).isEmpty();
    }

    @Test
    void aCrashBeforeTheRecordForgetsNone() throws Exception {
        park(Reason.UNMAPPED, 0, 2);
        pass(NoticeTexts.GATHER);
        area.store.failWritesTo(name -> name.contains("/notices/"));
        org.assertj.core.api.Assertions.assertThatThrownBy(this::look).isInstanceOf(IOException.class);
        area.store.recover();

        assertThat(look()).hasSize(1);
    }
}
