package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sentences have a subject: free relative clauses and indefinite pronouns stay rare in everything that a person reads. */
class PlainWordsTest {

    /** The documentation and comments of Camel, jsoup and Strimzi have 0.3 to 0.9. */
    private static final double MOST_PER_THOUSAND_WORDS = 5;

    private static final int LINES_TO_NAME = 40;

    @ParameterizedTest
    @EnumSource(Prose.Kind.class)
    void pronounsAreRare(Prose.Kind kind) throws IOException {
        List<Prose> lines = kind.lines();
        long words = lines.stream().mapToLong(Prose::words).sum();
        long pronouns = lines.stream().mapToLong(Prose::pronouns).sum();

        assertThat(words).as("words found in " + kind.label()).isGreaterThan(kind.least());
        double rate = 1000.0 * pronouns / words;
        assertThat(rate)
                .as(
                        "who, whoever, what, somebody, nobody and the like in 1,000 words of %s; begin with these lines:%n%s",
                        kind.label(), Prose.worst(lines, LINES_TO_NAME))
                .isLessThanOrEqualTo(MOST_PER_THOUSAND_WORDS);
    }

    @Test
    void findsThePronounsOfEachKindOfText() {
        assertThat(Prose.javaComments("A.java", "/** Whoever asks. */\nint a; // somebody's\nString s = \"who\";"))
                .extracting(Prose::pronouns)
                .containsExactly(1L, 1L);
        assertThat(Prose.javaMessages("A.java", "/** Who. */\nString s = \"What was asked for\" + \"x\";"))
                .extracting(Prose::pronouns)
                .containsExactly(1L);
        assertThat(Prose.markdown("a.md", "What `who` is\n```\nwho\n```\n"))
                .extracting(Prose::pronouns)
                .containsExactly(1L);
        assertThat(Prose.markdown("a.md", "<!-- who -->\n| `what` | [Who](what/who.md#what) |\n"))
                .extracting(Prose::pronouns, Prose::words)
                .containsExactly(tuple(1L, 1L));
        assertThat(Prose.descriptions("a.yaml", "uri: bean:#who\nbean: x # who\n"))
                .extracting(Prose::pronouns)
                .containsExactly(1L);
        assertThat(Prose.descriptions("a.yaml", "# nobody\nid: who\ndescription: Somebody asks\nmessage: \"What\"\n"))
                .extracting(Prose::pronouns)
                .containsExactly(1L, 1L, 1L);
    }
}
