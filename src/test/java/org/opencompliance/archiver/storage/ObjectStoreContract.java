package org.opencompliance.archiver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of all storage areas. A subclass provides an area that is empty at the start of each test. */
public abstract class ObjectStoreContract extends ObjectNamesContract {

    @Test
    void createsAnObjectWithItsMetadata() throws IOException {
        assertThat(create("staged/a/1.eml", "original", Map.of("sha256", "ab", "kind", "chat = x")))
                .isTrue();

        assertThat(text("staged/a/1.eml")).isEqualTo("original");
        ObjectInfo info = store().info("staged/a/1.eml").orElseThrow();
        assertThat(info.name()).isEqualTo("staged/a/1.eml");
        assertThat(info.size()).isEqualTo(8);
        assertThat(info.metadata()).isEqualTo(Map.of("sha256", "ab", "kind", "chat = x"));
        assertThat(info.lastModified())
                .isBetween(store().now().minusSeconds(60), store().now().plusSeconds(60));
    }

    @Test
    void leavesAnExistingObjectAsItIs() throws IOException {
        create("a/1", "first", Map.of("by", "one"));

        assertThat(create("a/1", "second", Map.of("by", "two"))).isFalse();
        assertThat(text("a/1")).isEqualTo("first");
        assertThat(store().info("a/1").orElseThrow().metadata()).isEqualTo(Map.of("by", "one"));
    }

    @Test
    void createsAnObjectOnceHoweverManyTryAtTheSameTime() throws Exception {
        List<Boolean> created = together(i -> create("a/race", "content " + i, Map.of("by", "writer " + i)));

        assertThat(created).containsOnlyOnce(true);
        int winner = created.indexOf(true);
        assertThat(text("a/race")).isEqualTo("content " + winner);
        assertThat(store().info("a/race").orElseThrow().metadata()).isEqualTo(Map.of("by", "writer " + winner));
    }

    @Test
    void storesNothingWhenTheContentBreaksOff() throws IOException {
        ObjectContent broken = new ObjectContent(FailingStream::new, 10, Map.of("by", "one"));
        assertThatThrownBy(() -> store().create("a/1", broken)).isInstanceOf(IOException.class);
        assertThat(store().info("a/1")).isEmpty();

        assertThat(create("a/1", "whole", Map.of())).isTrue();
        assertThat(store().info("a/1").orElseThrow().metadata()).isEmpty();
    }

    @Test
    void storesNothingWhenTheContentHasAnotherSizeThanSaid() throws IOException {
        ObjectContent shorter = new ObjectContent(() -> new ByteArrayInputStream(new byte[9]), 10, Map.of());
        assertThatThrownBy(() -> store().create("a/1", shorter)).isInstanceOf(IOException.class);
        assertThat(store().info("a/1")).isEmpty();
    }

    @Test
    void doesNotReadAContentOnThatDoesNotEndWhereItShould() throws IOException {
        ObjectContent endless = new ObjectContent(EndlessStream::new, 10, Map.of());
        assertThatThrownBy(() -> store().create("a/1", endless)).isInstanceOf(IOException.class);
        assertThat(store().info("a/1")).isEmpty();
    }

    @Test
    void readsAPartOfAnObject() throws IOException {
        create("a/1", "0123456789", Map.of());
        store().append("a/log", bytes("abcdef"), 0);

        assertThat(store().readPart("a/1", 0, 4)).isEqualTo(bytes("0123"));
        assertThat(store().readPart("a/1", 3, 4)).isEqualTo(bytes("3456"));
        assertThat(store().readPart("a/1", 8, 4)).isEqualTo(bytes("89"));
        assertThat(store().readPart("a/1", 0, 100)).isEqualTo(bytes("0123456789"));
        assertThat(store().readPart("a/log", 4, 100)).isEqualTo(bytes("ef"));
        assertThatThrownBy(() -> store().readPart("a/2", 0, 4)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void readsNothingWhereNothingIs() throws IOException {
        assertThat(store().read("a/1")).isEmpty();
        assertThat(store().info("a/1")).isEmpty();
        assertThat(store().replace("a/1", bytes("x"), "version")).isEmpty();
        assertThatThrownBy(() -> store().open("a/1").close()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void replacesAnObjectThatStillHasItsVersionAndKeepsTheMetadata() throws IOException {
        create("work/1.json", "one", Map.of("kind", "chat"));
        String version = store().read("work/1.json").orElseThrow().version();

        String next = store().replace("work/1.json", bytes("two"), version).orElseThrow();

        StoredObject read = store().read("work/1.json").orElseThrow();
        assertThat(read.content()).isEqualTo(bytes("two"));
        assertThat(read.version()).isEqualTo(next).isNotEqualTo(version);
        assertThat(store().info("work/1.json").orElseThrow().metadata()).isEqualTo(Map.of("kind", "chat"));
    }

    @Test
    void doesNotReplaceAnObjectThatHasAnotherVersion() throws IOException {
        create("work/1.json", "one", Map.of());
        String version = store().read("work/1.json").orElseThrow().version();
        store().replace("work/1.json", bytes("two"), version);

        assertThat(store().replace("work/1.json", bytes("three"), version)).isEmpty();
        assertThat(text("work/1.json")).isEqualTo("two");
    }

    @Test
    void letsOneOfManyReplaceTheSameVersion() throws Exception {
        create("work/1.json", "one", Map.of());
        String version = store().read("work/1.json").orElseThrow().version();

        List<Boolean> replaced = together(
                i -> store().replace("work/1.json", bytes("by " + i), version).isPresent());

        assertThat(replaced).containsOnlyOnce(true);
        assertThat(text("work/1.json")).isEqualTo("by " + replaced.indexOf(true));
    }

    @Test
    void appendsAtTheExpectedPositionOnly() throws IOException {
        assertThat(store().append("ledger/1.jsonl", bytes("one\n"), 4)).isFalse();
        assertThat(store().append("ledger/1.jsonl", bytes("one\n"), 0)).isTrue();
        assertThat(store().append("ledger/1.jsonl", bytes("ONE\n"), 0)).isFalse();
        assertThat(store().append("ledger/1.jsonl", bytes("two\n"), 4)).isTrue();
        assertThat(store().append("ledger/1.jsonl", bytes("TWO\n"), 4)).isFalse();
        assertThat(store().append("ledger/1.jsonl", bytes("six\n"), 9)).isFalse();

        assertThat(text("ledger/1.jsonl")).isEqualTo("one\ntwo\n");
        assertThat(store().info("ledger/1.jsonl").orElseThrow().size()).isEqualTo(8);
    }

    @Test
    void letsOneOfManyAppendAtTheSamePosition() throws Exception {
        store().append("ledger/1.jsonl", bytes("start\n"), 0);

        List<Boolean> appended = together(i -> store().append("ledger/1.jsonl", bytes("by " + i + "\n"), 6));

        assertThat(appended).containsOnlyOnce(true);
        assertThat(text("ledger/1.jsonl")).isEqualTo("start\nby " + appended.indexOf(true) + "\n");
    }

    @Test
    void refusesMetadataThatNotEveryAreaCanKeepWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create("a/1", "x", Map.of("id", "gruß")))
                .withMessageContaining("id")
                .withMessageNotContaining("gru");
        assertThatIllegalArgumentException().isThrownBy(() -> create("a/1", "x", Map.of("Item-Id", "x")));
        assertThatIllegalArgumentException().isThrownBy(() -> create("a/1", "x", Map.of("id", "a\nb")));
    }

    private static final class FailingStream extends InputStream {
        private int left = 5;

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException("the source went away");
            }
            left--;
            return 'x';
        }
    }

    private static final class EndlessStream extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }
}
