package org.opencompliance.archiver.storage.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectRefusedException;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.ObjectStoreContract;

/** An overlay is a storage area like any other, and leaves the one below as it is. */
class OverlayStoreTest extends ObjectStoreContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);
    private static final int LARGE = 200_000;

    @TempDir
    private Path temp;

    private LocalObjectStore base;
    private Path contents;
    private OverlayStore store;

    @BeforeEach
    void open() throws IOException {
        base = LocalObjectStore.open(temp.resolve("area"), CLOCK);
        contents = Files.createDirectory(temp.resolve("contents"));
        store = new OverlayStore(base, contents, name -> !name.startsWith("work/"));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        base.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void readsTheAreaBelow() throws IOException {
        base.create("a/1", new ObjectContent(ObjectContent.of(bytes("one")).source(), 3, Map.of("by", "base")));

        assertThat(text("a/1")).isEqualTo("one");
        assertThat(store.read("a/1").orElseThrow().content()).isEqualTo(bytes("one"));
        assertThat(store.info("a/1").orElseThrow().metadata()).isEqualTo(Map.of("by", "base"));
        assertThat(create("a/1", "two", Map.of())).isFalse();
    }

    @Test
    void changesNothingBelow() throws IOException {
        base.create("a/1", new ObjectContent(ObjectContent.of(bytes("one")).source(), 3, Map.of("by", "base")));
        String version = store.read("a/1").orElseThrow().version();

        assertThat(store.replace("a/1", bytes("two"), "another")).isEmpty();
        assertThat(store.replace("a/1", bytes("two"), version)).isPresent();
        assertThat(store.replace("a/1", bytes("three"), version)).isEmpty();
        create("a/2", "new", Map.of());
        assertThatThrownBy(() -> {
                    base.append("a/log", bytes("x"), 0);
                    store.append("a/log", bytes("y"), 1);
                })
                .isInstanceOf(ObjectRefusedException.class);

        assertThat(text("a/1")).isEqualTo("two");
        assertThat(store.info("a/1").orElseThrow().metadata()).isEqualTo(Map.of("by", "base"));
        assertThat(base.read("a/1").orElseThrow().content()).isEqualTo(bytes("one"));
        assertThat(base.read("a/2")).isEmpty();
        assertThat(base.read("a/log").orElseThrow().content()).isEqualTo(bytes("x"));
    }

    @Test
    void listsBothInOrderAndEachOnce() throws IOException {
        for (String name : new String[] {"a/1", "a/3", "a/5", "work/1"}) {
            base.create(name, ObjectContent.of(bytes(name)));
        }
        store.replace("a/3", bytes("new"), store.read("a/3").orElseThrow().version());
        create("a/2", "new", Map.of());
        create("a/6", "new", Map.of());

        assertThat(names("a/")).containsExactly("a/1", "a/2", "a/3", "a/5", "a/6");
        assertThat(names("")).containsExactly("a/1", "a/2", "a/3", "a/5", "a/6");
        assertThat(store.own("a/")).containsExactly("a/2", "a/3", "a/6");
    }

    @Test
    void hidesObjects() throws IOException {
        base.create("work/1", ObjectContent.of(bytes("one")));

        assertThat(store.read("work/1")).isEmpty();
        assertThat(store.info("work/1")).isEmpty();
        assertThatThrownBy(() -> store.open("work/1")).isInstanceOf(NoSuchFileException.class);
        assertThat(create("work/1", "two", Map.of())).isTrue();
        assertThat(text("work/1")).isEqualTo("two");
    }

    @Test
    void keepsLargeContentsInFilesUntilTheyAreForgotten() throws IOException {
        create("staged/a/1.eml", "x".repeat(LARGE), Map.of("by", "one"));
        create("staged/a/2.eml", "y".repeat(LARGE), Map.of("by", "two"));
        assertThat(files()).isEqualTo(2);
        assertThat(text("staged/a/1.eml")).hasSize(LARGE);

        store.forget("staged/a/1.eml");
        assertThat(files()).isEqualTo(1);
        assertThat(store.info("staged/a/1.eml")).isEmpty();

        store.close();
        assertThat(files()).isZero();
    }

    @Test
    void leavesNoFileOfALargeContentOfAnotherSize() throws IOException {
        ObjectContent shorter =
                new ObjectContent(ObjectContent.of(new byte[LARGE]).source(), LARGE + 1L, Map.of());

        assertThatThrownBy(() -> store.create("a/1", shorter)).isInstanceOf(IOException.class);
        assertThat(files()).isZero();
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(contents)) {
            return all.count();
        }
    }
}
