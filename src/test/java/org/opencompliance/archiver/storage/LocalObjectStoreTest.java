package org.opencompliance.archiver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalObjectStoreTest extends ObjectStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path temp;

    private Path directory;
    private LocalObjectStore store;

    @BeforeEach
    void open() throws IOException {
        directory = temp.resolve("some/area");
        store = LocalObjectStore.open(directory, CLOCK);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void isReadWithoutACreatedFile() throws IOException {
        create("staged/a/1.eml", "x", Map.of("id", "1"));
        Path missing = temp.resolve("missing");

        try (LocalObjectStore looked = LocalObjectStore.look(directory, CLOCK);
                LocalObjectStore none = LocalObjectStore.look(missing, CLOCK)) {
            assertThat(looked.read("staged/a/1.eml")).isPresent();
            assertThat(looked.info("staged/a/1.eml").orElseThrow().metadata()).isEqualTo(Map.of("id", "1"));
            assertThat(none.read("staged/a/1.eml")).isEmpty();
            assertThat(none.list("")).isEmpty();
        }
        assertThat(missing).doesNotExist();
        assertThat(directory.resolve(".tmp")).isEmptyDirectory();
    }

    @Test
    void keepsEverythingToItsOwner() throws IOException {
        assumeTrue(posix());
        create("staged/a/1.eml", "x", Map.of("id", "1"));
        store.append("ledger/a.jsonl", bytes("x"), 0);
        store.append("ledger/a.jsonl", bytes("x"), 1);
        store.replace(
                "staged/a/1.eml",
                bytes("y"),
                store.read("staged/a/1.eml").orElseThrow().version());

        try (Stream<Path> all = Files.walk(directory)) {
            assertThat(all).hasSizeGreaterThan(8).allSatisfy(path -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-----", "rwx-----x", "rwx-w----"})
    void refusesADirectoryThatOthersMayEnter(String permissions) throws IOException {
        assumeTrue(posix());
        Path open = Files.createDirectory(temp.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(permissions));

        assertThatIOException()
                .isThrownBy(() -> LocalObjectStore.open(open, CLOCK))
                .isInstanceOf(StorageException.class)
                .withMessageContaining(permissions)
                .withMessageEndingWith("chmod 700 '" + open + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "below"})
    void saysThatAFileIsInThePlaceOfTheDirectory(String below) throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatIOException()
                .isThrownBy(() -> LocalObjectStore.open(file.resolve(below), CLOCK))
                .isInstanceOf(StorageException.class)
                .withMessageContaining(file + " is a file and no directory: correct archiver.storage-directory");
    }

    @Test
    void saysHowAPodKeepsItsVolumeToItself() throws IOException {
        assumeTrue(posix());
        Path volume = Files.createDirectory(temp.resolve("volume"));
        Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxrwx---"));

        assertThatIOException()
                .isThrownBy(() -> LocalObjectStore.open(volume, CLOCK))
                .withMessageContaining("chmod 700 '" + volume + "'")
                .withMessageContaining("fsGroupChangePolicy: OnRootMismatch");
    }

    @Test
    void refusesADirectoryThatIsInUseAndOpensItAfterwards() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> LocalObjectStore.open(directory, CLOCK))
                .withMessageContaining(directory.toString())
                .withMessageContaining("in use");

        store.close();
        store = LocalObjectStore.open(directory, CLOCK);
    }

    @Test
    void refusesADirectoryThatAnotherProcessUses() throws Exception {
        store.close();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('+');
            assertThatIOException()
                    .isThrownBy(() -> LocalObjectStore.open(directory, CLOCK))
                    .withMessageContaining("in use");
        } finally {
            other.destroyForcibly().waitFor();
        }
        store = LocalObjectStore.open(directory, CLOCK);
        assertThat(text("a/held")).isEqualTo("held");
    }

    /** The other process: holds the area until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            LocalObjectStore held = LocalObjectStore.open(Path.of(arguments[0]), Clock.systemUTC());
            held.append("a/held", bytes("held"), 0);
            System.out.write('+');
            System.out.flush();
            System.in.read();
        }
    }

    @Test
    void removesWhatAKilledProcessLeftUnfinished() throws IOException {
        store.close();
        Files.writeString(directory.resolve(".tmp/new-1.tmp"), "half");

        store = LocalObjectStore.open(directory, CLOCK);
        assertThat(directory.resolve(".tmp")).isEmptyDirectory();
    }

    @Test
    void leavesNothingUnfinishedBehindItself() throws IOException {
        create("a/1", "x", Map.of("id", "1"));
        create("a/1", "y", Map.of("id", "2"));
        store.replace("a/1", bytes("z"), store.read("a/1").orElseThrow().version());

        assertThat(directory.resolve(".tmp")).isEmptyDirectory();
    }

    @Test
    void doesNotTakeTheMetadataOfATryThatWasKilledBeforeItsObjectHadAName() throws IOException {
        create("a/1", "first", Map.of("by", "killed"));
        Files.delete(directory.resolve("a/1"));
        assertThat(names("")).isEmpty();

        create("a/1", "second", Map.of());
        assertThat(store.info("a/1").orElseThrow().metadata()).isEmpty();
    }

    @Test
    void showsATornEndAsAnotherLength() throws IOException {
        store.append("ledger/a.jsonl", bytes("one\n"), 0);
        Files.writeString(directory.resolve("ledger/a.jsonl"), "one\ntw");

        assertThat(store.append("ledger/a.jsonl", bytes("two\n"), 4)).isFalse();
        assertThat(store.info("ledger/a.jsonl").orElseThrow().size()).isEqualTo(6);
        assertThat(text("ledger/a.jsonl")).isEqualTo("one\ntw");
    }

    @Test
    void doesNotListHiddenFilesOrLinks() throws IOException {
        create("a/1", "x", Map.of("id", "1"));
        Files.writeString(directory.resolve("a/.nfs0001"), "x");
        Files.createSymbolicLink(directory.resolve("a/link"), directory.resolve("a/1"));

        assertThat(names("")).containsExactly("a/1");
    }

    /** An answer that the name is taken would lose the object. */
    @Test
    void failsWhenAFolderCannotBeCreated() throws IOException {
        Files.createSymbolicLink(directory.resolve("a"), directory.resolve("none"));
        Files.writeString(directory.resolve("b"), "x");
        for (boolean hardLinks : new boolean[] {true, false}) {
            store.close();
            store = LocalObjectStore.open(directory, Clock.systemUTC(), hardLinks, true);
            for (String name : List.of("a/1", "b/1")) {
                assertThatIOException().isThrownBy(() -> create(name, "x", Map.of()));
                assertThatIOException().isThrownBy(() -> store.append(name, bytes("x"), 0));
            }
        }
        assertThat(directory.resolve(".tmp")).isEmptyDirectory();
    }

    @Test
    void listsAFolderInPortionsOfAnySize() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            String name = "a/" + Integer.toString(i * 7919, 36) + (i % 3 == 0 ? "/x" : i % 3 == 1 ? ".json" : "-y");
            create(name, "x", Map.of());
            expected.add(name);
        }
        for (int portion : new int[] {1, 2, 3, 7, 59, 60, 61}) {
            List<String> listed = new ArrayList<>();
            new LocalListing(directory, new LocalFileNames(true), "a/", portion)
                    .forEachRemaining(info -> listed.add(info.name()));
            assertThat(listed).as("portions of %d", portion).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void readsEachEntryOfAFolderOnceHoweverManyItHas() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("a"));
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(folder.resolve("i" + i));
        }
        LocalListing listing = new LocalListing(directory, new LocalFileNames(true), "a/", 10);
        List<String> listed = new ArrayList<>();

        listing.forEachRemaining(info -> listed.add(info.name()));

        assertThat(listed).hasSize(1_000).isSorted();
        assertThat(listing.read()).isEqualTo(1_000);
    }

    @Test
    void leavesNothingOfAListingThatIsGivenUp() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("a"));
        for (int i = 0; i < 30; i++) {
            Files.createFile(folder.resolve("i" + i));
        }
        try (LocalListing listing = new LocalListing(directory, new LocalFileNames(true), "a/", 10)) {
            assertThat(listing.next().name()).isEqualTo("a/i0");
            listing.close();

            assertThat(listing.hasNext()).isFalse();
        }
    }

    @Test
    void listsWithoutTheMetadataWhatItListsWithThem() throws IOException {
        create("a/1", "x", Map.of("id", "1"));
        create("b/2", "xy", Map.of());

        try (Stream<ObjectInfo> all = store.list("");
                Stream<ObjectInfo> bare = store.listWithoutMetadata("")) {
            List<ObjectInfo> known = all.toList();
            assertThat(known).extracting(ObjectInfo::metadata).containsExactly(Map.of("id", "1"), Map.of());
            assertThat(bare)
                    .containsExactlyElementsOf(known.stream()
                            .map(info -> new ObjectInfo(info.name(), info.size(), info.lastModified(), Map.of()))
                            .toList());
        }
    }

    @Test
    void tellsNamesApartOnAFileSystemThatIgnoresCaseAndHasNoHardLinks() throws IOException {
        store.close();
        store = LocalObjectStore.open(directory, CLOCK, false, false);

        assertThat(create("a/X%2Fy", "one", Map.of("id", "1"))).isTrue();
        assertThat(create("a/x%2Fy", "two", Map.of())).isTrue();
        assertThat(create("a/X%2Fy", "three", Map.of())).isFalse();
        assertThat(names("a/X")).containsExactly("a/X%2Fy");
        assertThat(names("a/")).containsExactly("a/X%2Fy", "a/x%2Fy");
        try (Stream<Path> files = Files.list(directory.resolve("a"))) {
            assertThat(files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void datesObjectsByTheClockThatMeasuresClaims() throws IOException {
        create("a/1", "x", Map.of());
        store.append("a/2", bytes("x"), 0);
        store.append("a/2", bytes("x"), 1);

        assertThat(store.now()).isEqualTo(NOW);
        assertThat(store.info("a/1").orElseThrow().lastModified()).isEqualTo(NOW);
        assertThat(store.info("a/2").orElseThrow().lastModified()).isEqualTo(NOW);
    }

    @Test
    void doesNotReadTheContentOfAnObjectThatExists() throws IOException {
        create("a/1", "x", Map.of());
        List<String> opened = new ArrayList<>();
        ObjectContent content = new ObjectContent(
                () -> {
                    opened.add("opened");
                    return new ByteArrayInputStream(new byte[1]);
                },
                1,
                Map.of());

        assertThat(store.create("a/1", content)).isEmpty();
        assertThat(opened).isEmpty();
    }

    private boolean posix() throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix");
    }
}
