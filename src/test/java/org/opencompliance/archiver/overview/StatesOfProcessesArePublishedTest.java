package org.opencompliance.archiver.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.overview.Today.Minute;

class StatesOfProcessesArePublishedTest {

    @TempDir
    private Path folder;

    private SomeArchive archive;

    @BeforeEach
    void open() throws IOException {
        archive = new SomeArchive(folder);
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
    }

    private PublishedState published(boolean shared) {
        return new PublishedState(archive.store, SomeArchive.CONNECTOR, shared);
    }

    private ProcessState state(String process, int held) {
        return new ProcessState(process, archive.clock.instant(), null, null, held, 0, List.of(), null, List.of());
    }

    private long writes() {
        return archive.requests.stream()
                .filter(request -> request.equals("create") || request.equals("replace"))
                .count();
    }

    private long objects() throws IOException {
        try (var found = archive.store.list(PublishedState.folder(SomeArchive.CONNECTOR))) {
            return found.count();
        }
    }

    @Test
    void afterAChangeOrThirtySecondsOnly() throws IOException {
        PublishedState published = published(true);
        published.write(state("a", 0));
        archive.clock.advance(Duration.ofSeconds(2));
        published.write(state("a", 0));
        assertThat(writes()).isEqualTo(1);

        published.write(state("a", 1));
        assertThat(writes()).isEqualTo(2);

        archive.clock.advance(PublishedState.PULSE);
        published.write(state("a", 1));
        assertThat(writes()).isEqualTo(3);
    }

    @Test
    void eachInAnObjectOfItsOwn() throws IOException {
        PublishedState one = published(true);
        PublishedState other = published(true);
        one.write(state("a", 0));
        other.write(state("b", 0));

        assertThat(one.name()).isNotEqualTo(other.name());
        assertThat(objects()).isEqualTo(2);
    }

    @Test
    void inTheObjectOfAProcessThatEndedOrIsSilentForLong() throws IOException {
        PublishedState ended = published(true);
        ended.write(state("a", 0));
        ended.end(archive.clock.instant());
        published(true).write(state("b", 0));
        assertThat(objects()).isEqualTo(1);

        published(true).write(state("c", 0));
        assertThat(objects()).as("the process b runs").isEqualTo(2);

        archive.clock.advance(Duration.ofMinutes(11));
        published(true).write(state("d", 0));
        assertThat(objects()).isEqualTo(2);
    }

    @Test
    void inTheOnlyObjectOfAnAreaForOneProcess() throws IOException {
        for (int start = 0; start < 5; start++) {
            published(false).write(state("start-" + start, 0));
        }

        assertThat(objects()).isEqualTo(1);
    }

    @Test
    void andGivesUpItsObjectToAProcessThatTookIt() throws IOException {
        PublishedState slow = published(true);
        slow.write(state("slow", 0));
        archive.clock.advance(Duration.ofMinutes(11));
        PublishedState news = published(true);
        news.write(state("new", 0));

        slow.write(state("slow", 0));
        slow.write(state("slow", 0));

        assertThat(slow.name()).isPresent().isNotEqualTo(news.name());
        assertThat(objects()).isEqualTo(2);
    }

    @Test
    void withTheMinutesOfTheEarlierProcess() throws IOException {
        ProcessState earlier = new ProcessState(
                "a",
                archive.clock.instant(),
                null,
                null,
                0,
                0,
                List.of(),
                null,
                List.of(new Minute(SomeArchive.NOW, 4, 3)));
        published(false).write(earlier);
        SomeArchive.Member member = archive.new Member("b", false);
        member.staged.set(1);
        member.look();

        assertThat(member.look().throughput()).last().isEqualTo(new Minute(SomeArchive.NOW, 5, 3));
    }

    @Test
    void minutesOfMoreThanAnHourAgoAreForgotten() {
        MinuteCounts minutes = new MinuteCounts(() -> 0, () -> 0);
        Instant now = SomeArchive.NOW;
        minutes.carry(List.of(
                new Minute(now.minus(Duration.ofMinutes(60)), 1, 1),
                new Minute(now.minus(Duration.ofMinutes(59)), 2, 2)));
        minutes.count(now);

        assertThat(minutes.minutes()).extracting(Minute::staged).containsExactly(2L);
        assertThat(MinuteCounts.lastHour(minutes.minutes(), now))
                .hasSize(60)
                .first()
                .satisfies(minute -> assertThat(minute.imported()).isEqualTo(2));
    }
}
