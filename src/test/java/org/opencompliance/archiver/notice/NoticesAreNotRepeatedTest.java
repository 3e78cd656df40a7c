package org.opencompliance.archiver.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;

class NoticesAreNotRepeatedTest {

    private static final String WHY = "The source listed nothing for 6 hours: ask TeleMessage";

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

    private Notices notices(NoticeSettings settings) {
        return new Notices(area.store, WorkArea.CONNECTOR, settings);
    }

    private Notices notices() {
        return notices(NoticeTexts.settings(Channel.WEB_HOOK));
    }

    private List<Notice> made() throws IOException {
        return notices().records().open().stream().map(NoticeRecord::notice).toList();
    }

    @Test
    void aNoticeHasItsSubjectAndItsText() throws Exception {
        assertThat(notices().note(NoticeKind.SILENCE, "source", WHY)).isTrue();

        assertThat(made()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(NoticeKind.SILENCE);
            assertThat(notice.title()).startsWith("WeChat Archiver: silence: source (20");
            assertThat(notice.text()).isEqualTo(WHY);
            assertThat(notice.attention()).isTrue();
        });
    }

    @Test
    void withinTheIntervalOneNoticeOfAKindAndSubjectIsMadeAlsoByOtherProcesses() throws Exception {
        notices().note(NoticeKind.SILENCE, "source", WHY);

        assertThat(notices().note(NoticeKind.SILENCE, "source", WHY)).isFalse();
        assertThat(notices().note(NoticeKind.SILENCE, "schedule", WHY)).isTrue();
        assertThat(notices().note(NoticeKind.HEALTH, "source", WHY)).isTrue();
        area.clock.advance(NoticeTexts.REPEAT.minus(Duration.ofSeconds(1)));
        assertThat(notices().note(NoticeKind.SILENCE, "source", WHY)).isFalse();
        area.clock.advance(Duration.ofSeconds(2));
        assertThat(notices().note(NoticeKind.SILENCE, "source", WHY)).isTrue();

        assertThat(made()).hasSize(4);
    }

    @Test
    void nothingIsStoredWhenNoticesOrTheKindAreOff() throws Exception {
        NoticeSettings on = NoticeTexts.settings(Channel.MAIL);
        NoticeSettings others = new NoticeSettings(on.channels(), Set.of(NoticeKind.DAY), on.times(), on.retries());

        assertThat(notices(NoticeTexts.settings()).note(NoticeKind.SILENCE, "source", WHY))
                .isFalse();
        assertThat(notices(others).note(NoticeKind.SILENCE, "source", WHY)).isFalse();

        try (var names = area.store.list("state/")) {
            assertThat(names).isEmpty();
        }
    }
}
