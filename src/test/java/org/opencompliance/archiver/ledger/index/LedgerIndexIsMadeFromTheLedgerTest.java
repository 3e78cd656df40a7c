package org.opencompliance.archiver.ledger.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.AdjustableClock;

/** An index finds what the ledger has, in whatever state the index itself is. */
class LedgerIndexIsMadeFromTheLedgerTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final LocalDate NEXT = DAY.plusDays(1);
    private static final String FOLDER = "state/wechat/index/";

    @TempDir
    Path directory;

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-20T02:00:00Z"));
    private final AtomicInteger read = new AtomicInteger();
    private ObjectStore store;

    /** Finds lines by item; the subject is the mailbox. */
    private final LineKeys keys = new LineKeys() {
        @Override
        public String name() {
            return "test-1";
        }

        @Override
        public List<String> of(LedgerLine line) {
            read.incrementAndGet();
            return Stream.of(line.item(), line.mailbox())
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public boolean fits(LedgerLine line, String key) {
            return key.equals(line.item());
        }

        @Override
        public Optional<String> subject(LedgerLine line) {
            return Optional.ofNullable(line.mailbox());
        }
    };

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(directory.resolve("area"), clock);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void findsTheLinesOfAnItemOnAllDays() throws IOException {
        write("one", "two");
        set("2026-11-21T02:00:00Z");
        write("two", "three");

        assertThat(find("two")).extracting(LedgerLine::item).containsExactly("two", "two");
        assertThat(find("two")).extracting(line -> line.at().toString()).isSorted();
        assertThat(find("one")).hasSize(1);
        assertThat(find("four")).isEmpty();
    }

    @Test
    void keepsAnIndexOfEachDayThatIsOver() throws IOException {
        write("one");
        assertThat(find("one")).hasSize(1);
        assertThat(store.info(FOLDER + DAY + ".idx")).isEmpty();

        nextDay();
        assertThat(find("one")).hasSize(1);
        assertThat(store.info(FOLDER + DAY + ".idx")).isPresent();
        int before = read.get();
        assertThat(find("one")).hasSize(1);
        assertThat(read.get()).as("lines read once more").isEqualTo(before);
    }

    @Test
    void makesAMissingIndexAnew() throws IOException {
        kept("one");
        Files.delete(index());

        assertThat(find("one")).hasSize(1);
        assertThat(index()).exists();
    }

    @Test
    void makesADamagedIndexAnewWhereverItIsDamaged() throws IOException {
        kept("one", "two");
        byte[] good = Files.readAllBytes(index());
        for (int i = 0; i < good.length; i++) {
            byte[] damaged = good.clone();
            damaged[i] ^= 0x55;
            replaceIndex(damaged);

            assertThat(find("one")).as("damaged at byte " + i).hasSize(1);
            assertThat(find("two")).as("damaged at byte " + i).hasSize(1);
        }
        assertThat(Files.readAllBytes(index())).isEqualTo(good);
    }

    @Test
    void makesATruncatedIndexAnew() throws IOException {
        kept("one");
        byte[] good = Files.readAllBytes(index());
        for (int length = 0; length < good.length; length++) {
            replaceIndex(Arrays.copyOf(good, length));

            assertThat(find("one")).as("of length " + length).hasSize(1);
        }
    }

    @Test
    void makesAnIndexAnewThatIsOlderThanTheLedger() throws IOException {
        kept("one");
        Path ledger = ledger();
        Files.setLastModifiedTime(ledger, FileTime.from(clock.instant().plusSeconds(60)));
        int before = read.get();

        assertThat(find("one")).hasSize(1);
        assertThat(read.get()).isGreaterThan(before);
    }

    @Test
    void makesAnIndexAnewThatDoesNotCoverALaterFile() throws IOException {
        kept("one");
        byte[] old = Files.readAllBytes(index());
        set("2026-11-20T23:59:59Z");
        write("late");
        nextDay();
        replaceIndex(old);

        assertThat(find("late")).hasSize(1);
        assertThat(find("one")).hasSize(1);
    }

    @Test
    void makesAnIndexAnewWhosePlacesHaveOtherLines() throws IOException {
        kept("one", "three");
        FileTime before = Files.getLastModifiedTime(ledger());
        List<String> lines = Files.readAllLines(ledger());
        Collections.swap(lines, 1, 2);
        Files.writeString(ledger(), String.join("\n", lines) + "\n");
        Files.setLastModifiedTime(ledger(), before);

        assertThat(find("one")).extracting(LedgerLine::item).containsExactly("one");
        assertThat(find("three")).extracting(LedgerLine::item).containsExactly("three");
    }

    @Test
    void makesAnIndexWithOtherKeysAnew() throws IOException {
        write("one");
        nextDay();
        DayEntries other = new DayEntries("test-0");
        other.covered(store.list("ledger/").findFirst().orElseThrow().name(), Files.size(ledger()), 0);
        store.create(FOLDER + DAY + ".idx", ObjectContent.of(other.bytes()));

        assertThat(find("one")).hasSize(1);
    }

    @Test
    void leavesOutATornLineAndCountsALineThatCannotBeRead() throws IOException {
        write("one", "two");
        String text = Files.readString(ledger());
        Files.writeString(ledger(), "no line\n" + text + "{\"n\":99,\"at\"");
        Files.setLastModifiedTime(ledger(), FileTime.from(clock.instant()));
        nextDay();

        try (LedgerIndex index = index(new ArrayList<>())) {
            assertThat(index.lines("two", DAY, NEXT)).hasSize(1);
            assertThat(index.unreadable()).isEqualTo(1);
        }
        int before = read.get();
        assertThat(find("one")).hasSize(1);
        assertThat(read.get()).as("a torn line does not make the index stale").isEqualTo(before);
    }

    @Test
    void findsALineOfTheFirstAndOfTheLastDayOfEachSubject() throws IOException {
        deliver(delivered("a", "box-1"), delivered("b", "box-1"), delivered("c", "box-2"));
        nextDay();
        deliver(delivered("d", "box-1"));
        set("2026-11-22T00:10:00Z");
        deliver(delivered("e", "box-1"), delivered("f", "box-3"));

        try (LedgerIndex index = index(new ArrayList<>())) {
            assertThat(index.subjects(DAY, NEXT.plusDays(1)))
                    .extracting(LedgerLine::item)
                    .containsExactlyInAnyOrder("a", "c", "e", "f");
        }
    }

    @Test
    void findsEachOfManyItems() throws IOException {
        try (GroupCommitLedger ledger = ledger("one")) {
            for (int i = 0; i < 3_000; i++) {
                ledger.append(staged("item-" + i));
            }
            ledger.flush().join();
        }
        nextDay();

        try (LedgerIndex index = index(new ArrayList<>())) {
            for (int i = 0; i < 3_000; i += 7) {
                String item = "item-" + i;
                assertThat(index.lines(item, DAY, DAY))
                        .extracting(LedgerLine::item)
                        .containsExactly(item);
            }
        }
    }

    @Test
    void answersWhereItCannotBeKept() throws IOException {
        write("one");
        nextDay();
        Files.createDirectories(index().getParent().getParent());
        Files.writeString(index().getParent(), "a file in place of the folder");
        List<String> notes = new ArrayList<>();

        try (LedgerIndex index = index(notes)) {
            assertThat(index.lines("one", DAY, NEXT)).hasSize(1);
        }
        assertThat(notes).singleElement().asString().contains(DAY + ".idx could not be kept");
    }

    private void kept(String... items) throws IOException {
        write(items);
        nextDay();
        find(items[0]);
        assertThat(index()).exists();
    }

    private void set(String time) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(time)));
    }

    private void nextDay() {
        set("2026-11-21T00:10:00Z");
    }

    private Path index() {
        return directory.resolve("area/" + FOLDER + DAY + ".idx");
    }

    private Path ledger() throws IOException {
        try (var files = Files.walk(directory.resolve("area/ledger"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void replaceIndex(byte[] content) throws IOException {
        Files.write(index(), content);
        Files.setLastModifiedTime(index(), FileTime.from(clock.instant()));
    }

    private List<LedgerLine> find(String item) throws IOException {
        try (LedgerIndex index = index(new ArrayList<>())) {
            return index.lines(item, DAY, NEXT);
        }
    }

    private LedgerIndex index(List<String> notes) {
        return new LedgerIndex(store, "wechat", FOLDER, keys, notes::add);
    }

    private void write(String... items) throws IOException {
        try (GroupCommitLedger ledger = ledger("one")) {
            for (String item : items) {
                ledger.append(staged(item)).join();
            }
        }
    }

    private void deliver(LedgerEvent... events) throws IOException {
        try (GroupCommitLedger ledger = ledger("one")) {
            ledger.append(events).join();
        }
    }

    private GroupCommitLedger ledger(String writer) {
        return GroupCommitLedger.open(store, LedgerSettings.of("wechat", writer), clock);
    }

    private static LedgerEvent staged(String item) {
        return new LedgerEvent(EventType.STAGED, "run-1", item, null, Map.of("name", "staged/" + item));
    }

    private static LedgerEvent delivered(String item, String mailbox) {
        return new LedgerEvent(EventType.DELIVERED, "run-1", item, mailbox, Map.of("name", "staged/" + item));
    }
}
