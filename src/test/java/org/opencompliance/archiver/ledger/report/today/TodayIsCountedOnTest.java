package org.opencompliance.archiver.ledger.report.today;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/** The running count has the numbers of a full count, whatever is written and whenever it is asked. */
class TodayIsCountedOnTest {

    private static final int SEEDS = 25;
    private static final int STEPS = 60;

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Shanghai", "America/New_York"})
    void theNumbersAreThoseOfAFullCountAtEachStep(String zone) throws IOException {
        long staged = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            try (RandomDay day = new RandomDay(temp.resolve("s" + seed), seed, ZoneId.of(zone))) {
                TodayReport process = day.process();
                for (int step = 0; step < STEPS; step++) {
                    day.step();
                    process = day.random.nextInt(25) == 0 ? day.process() : process;
                    if (day.random.nextBoolean()) {
                        Report counted = process.make();
                        assertThat(counted)
                                .as("seed %s, step %s", seed, step)
                                .isEqualTo(day.full().withoutRows());
                        staged += counted.source().staged();
                    }
                }
                assertThat(day.fullCounts).as("seed %s", seed).isZero();
            }
        }
        assertThat(staged).isGreaterThan(1000);
    }

    /** A count does not take longer with each item that waits. */
    @Test
    void theRecordsOfFewOpenItemsAreReadAndTheOthersArePendingByTheLedger() throws IOException {
        try (RandomDay day = new RandomDay(temp.resolve("area"), 7, ZoneOffset.UTC)) {
            String[] ids = IntStream.range(0, 30).mapToObj(i -> "i" + i).toArray(String[]::new);
            TodayReport process = day.process(10);
            day.setTime("2026-11-20T03:00:00Z");
            day.stage(0, ids);
            day.recordsRead();

            Report report = process.make();
            assertThat(day.recordsRead()).isEqualTo(10);
            assertThat(report.imports()).isEqualTo(day.full().imports());
            assertThat(report.imports().pending()).isEqualTo(30);
            assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.UNDECIDED);

            day.pass(1000);
            day.close(0, Arrays.copyOf(ids, 27));
            assertThat(process.make()).isEqualTo(day.full().withoutRows());
            assertThat(day.fullCounts).isZero();
        }
    }

    private RandomDay day(int steps) throws IOException {
        RandomDay day = new RandomDay(temp.resolve("area"), 7, ZoneOffset.UTC);
        for (int step = 0; step < steps; step++) {
            day.step();
        }
        day.writeAll();
        return day;
    }

    @Test
    void onlyAddedLinesAreRead() throws IOException {
        try (RandomDay day = day(300)) {
            ReadBytes area = new ReadBytes(day.store);
            TodayReport process = day.process(area.store());
            process.make();
            long first = area.take();
            process.make();
            assertThat(first).isGreaterThan(50_000);
            assertThat(area.take()).isZero();

            day.step();
            day.writeAll();
            assertThat(process.make()).isEqualTo(day.full().withoutRows());
            assertThat(area.take()).isBetween(1L, first / 10);
        }
    }

    /** The change of a file behind the back of the archiver. */
    private interface Change {
        void make(Path file) throws IOException;
    }

    static Stream<Named<Change>> changes() {
        return Stream.of(
                Named.of("the file is shorter", file -> {
                    List<String> lines = Files.readAllLines(file);
                    Files.write(file, lines.subList(0, lines.size() - 1));
                }),
                Named.of("the last line is another one of the same length", file -> {
                    String text = Files.readString(file);
                    int end = text.lastIndexOf("\"at\":\"2026");
                    Files.writeString(file, text.substring(0, end) + "\"at\":\"2020" + text.substring(end + 10));
                }),
                Named.of("a line was put in before the last one", file -> {
                    List<String> lines = new ArrayList<>(Files.readAllLines(file));
                    lines.add(1, lines.get(1));
                    Files.write(file, lines);
                }),
                Named.of("the file is gone", Files::delete));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOfWhatWasCountedIsCountedFromTheBeginning(Change change) throws IOException {
        try (RandomDay day = day(60)) {
            TodayReport process = day.process();
            Report before = process.make();

            change.make(day.file(2));

            assertThat(process.make()).isNotEqualTo(before).isEqualTo(day.full().withoutRows());
        }
    }

    @Test
    void aChangeFarFromTheEndIsNoticedWithinHours() throws IOException {
        try (RandomDay day = new RandomDay(temp.resolve("area"), 7, ZoneOffset.UTC)) {
            day.setTime("2026-11-20T03:00:00Z");
            day.stage(0, "one", "two", "three");
            TodayReport process = day.process();
            assertThat(process.make().source().staged()).isEqualTo(3);
            Path file = day.file(0);
            FileTime time = Files.getLastModifiedTime(file);

            Files.writeString(file, Files.readString(file).replace("one", "two"));
            Files.setLastModifiedTime(file, time);
            day.pass(Duration.ofHours(7).toMillis());

            assertThat(process.make().source().staged()).isEqualTo(2);
        }
    }

    @Test
    void aWriterWhoseClockIsSetBackIsCountedInFull() throws IOException {
        try (RandomDay day = new RandomDay(temp.resolve("area"), 7, ZoneOffset.UTC)) {
            day.stage(0, "one");
            TodayReport process = day.process();
            process.make();
            day.setClock(0, Duration.ofHours(1).toMillis());
            day.stage(0, "two");

            assertThat(process.make()).isEqualTo(day.full().withoutRows());
            assertThat(process.make().source().staged()).isEqualTo(2);
            assertThat(day.fullCounts).isEqualTo(2);
        }
    }

    @Test
    void aLineThatCannotBeReadFailsTheCountUntilItIsRepaired() throws IOException {
        try (RandomDay day = new RandomDay(temp.resolve("area"), 7, ZoneOffset.UTC)) {
            day.stage(0, "one");
            TodayReport process = day.process();
            process.make();
            String good = Files.readString(day.file(0));
            Files.writeString(day.file(0), good + "no line\n");

            assertThatThrownBy(process::make)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Line 3 of ledger/wechat/")
                    .hasMessageNotContaining("no line");
            Files.writeString(day.file(0), good);
            assertThat(process.make()).isEqualTo(day.full().withoutRows());
        }
    }
}
