package org.opencompliance.archiver.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.notice.Outbox.Due;

class OutboxTriesAgainTest {

    private static final String WHY = "The web hook answered HTTP 503";

    @TempDir
    Path directory;

    private WorkArea area;

    @BeforeEach
    void open() {
        area = new WorkArea(directory);
    }

    @AfterEach
    void close() throws Exception {
        area.close();
    }

    private Notices notices(Channel... channels) {
        return new Notices(area.store, WorkArea.CONNECTOR, NoticeTexts.settings(channels));
    }

    /** As after a restart. */
    private Outbox outbox(Channel... channels) {
        return new Outbox(area.store, notices(channels));
    }

    private Outbox outbox() {
        return outbox(Channel.WEB_HOOK);
    }

    private void note(String subject) throws Exception {
        notices(Channel.WEB_HOOK).note(NoticeKind.SILENCE, subject, "text");
    }

    private void pass(Duration time) {
        area.clock.advance(time);
    }

    @Test
    void aNoticeIsDueUntilItIsSentOverEachChannel() throws Exception {
        note("source");
        Outbox outbox = outbox(Channel.WEB_HOOK, Channel.MAIL);
        List<Due> due = outbox.due();
        assertThat(due).extracting(Due::channel).containsExactly(Channel.WEB_HOOK, Channel.MAIL);

        outbox.sent(due.get(0));

        assertThat(outbox.due()).extracting(Due::channel).containsExactly(Channel.MAIL);
        outbox.sent(due.get(1));
        assertThat(outbox.due()).isEmpty();
        assertThat(outbox.countSent()).isEqualTo(2);
        assertThat(outbox(Channel.WEB_HOOK, Channel.MAIL).due())
                .as("after a restart")
                .isEmpty();
    }

    @Test
    void thePauseDoublesUpToTheLongestAlsoOverRestarts() throws Exception {
        note("source");
        Duration pause = NoticeTexts.FIRST;
        for (int i = 0; i < 10; i++) {
            Outbox outbox = outbox();
            Due due = outbox.due().get(0);

            Instant next = outbox.failed(due, WHY);

            assertThat(next).isEqualTo(area.clock.instant().plus(pause));
            assertThat(outbox().due()).isEmpty();
            pass(pause.minusMillis(1));
            assertThat(outbox().due()).isEmpty();
            pass(Duration.ofMillis(1));
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(NoticeTexts.LONGEST) > 0 ? NoticeTexts.LONGEST : pause;
        }
        assertThat(pause).isEqualTo(NoticeTexts.LONGEST);
    }

    @Test
    void afterAFailureTheChannelIsLeftAloneUntilTheNextTime() throws Exception {
        note("source");
        note("schedule");
        Outbox outbox = outbox(Channel.WEB_HOOK, Channel.MAIL);
        List<Due> due = outbox.due();

        outbox.failed(due.get(0), WHY);

        assertThat(due).extracting(outbox::isOpen).containsExactly(false, true, false, true);
        assertThat(outbox.due()).hasSize(3).allMatch(outbox::isOpen);
    }

    @Test
    void aNoticeIsGivenUpAfterThePatience() throws Exception {
        note("source");
        Outbox outbox = outbox();
        Due due = outbox.due().get(0);
        assertThat(outbox.isLast(due, outbox.failed(due, WHY))).isFalse();
        pass(NoticeTexts.PATIENCE.minusSeconds(1));

        assertThat(outbox.isLast(due, outbox.failed(due, WHY))).isTrue();

        pass(NoticeTexts.LONGEST);
        assertThat(outbox.due()).isEmpty();
        assertThat(outbox.waiting()).isEqualTo(Outbox.Waiting.NONE);
        assertThat(area.store.list("state/wechat/notices/").count()).as("kept").isEqualTo(1);
    }

    @Test
    void waitingNoticesOfEarlierDaysAreFound() throws Exception {
        note("source");
        Instant made = area.clock.instant();
        Outbox outbox = outbox();
        for (int day = 0; day < 5; day++) {
            assertThat(outbox.due()).hasSize(1);
            pass(Duration.ofDays(1));
        }
        note("schedule");

        assertThat(outbox.due()).hasSize(2);
        assertThat(outbox.waiting()).isEqualTo(new Outbox.Waiting(2, made));
        assertThat(outbox.waiting().age(area.clock.instant())).isEqualTo(Duration.ofDays(5));
    }
}
