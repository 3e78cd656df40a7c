package org.opencompliance.archiver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for names that all storage areas follow. */
public abstract class ObjectNamesContract extends StoreUnderTest {

    @Test
    void listsWhatBeginsWithThePrefixInTheOrderOfTheNames() throws IOException {
        for (String name : List.of("a/b/2", "a/b/1", "a/b.json", "a/b-c/1", "a/b0", "a/B", "a/%2F", "b/1", "ab/1")) {
            create(name, name, Map.of("of", name));
        }

        assertThat(names("a/")).containsExactly("a/%2F", "a/B", "a/b-c/1", "a/b.json", "a/b/1", "a/b/2", "a/b0");
        assertThat(names("a/b")).containsExactly("a/b-c/1", "a/b.json", "a/b/1", "a/b/2", "a/b0");
        assertThat(names("a/b/")).containsExactly("a/b/1", "a/b/2");
        assertThat(names("a")).hasSize(8);
        assertThat(names("")).hasSize(9);
        assertThat(names("c/")).isEmpty();
        try (Stream<ObjectInfo> all = store().list("")) {
            assertThat(all).allSatisfy(info -> {
                assertThat(info.metadata()).isEqualTo(Map.of("of", info.name()));
                assertThat(info.size()).isEqualTo(info.name().length());
            });
        }
    }

    @Test
    void listsWhileObjectsAreCreated() throws IOException {
        create("a/1", "", Map.of());
        create("a/9", "", Map.of());
        try (Stream<ObjectInfo> stream = store().list("a/")) {
            Iterator<ObjectInfo> listed = stream.iterator();
            assertThat(listed.next().name()).isEqualTo("a/1");
            create("b/1", "", Map.of());
            assertThat(listed.next().name()).isEqualTo("a/9");
            assertThat(listed).isExhausted();
        }
    }

    @Test
    void tellsNamesApartThatDifferInCaseOnly() throws IOException {
        create("staged/Ab.eml", "one", Map.of("id", "Ab"));
        create("staged/aB.eml", "two", Map.of("id", "aB"));

        assertThat(text("staged/Ab.eml")).isEqualTo("one");
        assertThat(text("staged/aB.eml")).isEqualTo("two");
        assertThat(names("staged/")).containsExactly("staged/Ab.eml", "staged/aB.eml");
    }

    @Test
    void takesNamesThatBeginWithADotBelowTheFirstSegment() throws IOException {
        create("staged/.hidden.eml", "one", Map.of("id", "x"));

        assertThat(names("staged/")).containsExactly("staged/.hidden.eml");
        assertThat(names("staged/.h")).containsExactly("staged/.hidden.eml");
        assertThat(text("staged/.hidden.eml")).isEqualTo("one");
    }

    @Test
    void takesASegmentOf255BytesAndRefusesALongerOne() throws IOException {
        String longest = "a".repeat(251) + ".eml";
        assertThat(create("staged/" + longest, "x", Map.of("id", "x"))).isTrue();
        assertThat(names("staged/")).containsExactly("staged/" + longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create("staged/a" + longest, "x", Map.of()))
                .withMessageContaining("256")
                .withMessageContaining("255");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", "a\\b", "a b", "a/ü", "a/b:c", ".lock", ".tmp/x",
                "a/^b"
            })
    void refusesNamesThatAreNotEncoded(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> create(name, "x", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> store().read(name));
        assertThatIllegalArgumentException().isThrownBy(() -> store().append(name, bytes("x"), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "../", "a/../", "a//", "a b"})
    void refusesPrefixesThatNoNameCanHave(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> store().list(prefix));
    }
}
