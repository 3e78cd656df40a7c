package org.opencompliance.archiver.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.report.Advice;

/** Each reason has a meaning, a person who acts and an action, and the table in README.md has the same sentences. */
class ReasonsAreExplainedTest {

    private static final Path README = Path.of("README.md");

    private final ReasonGuide guide = ReasonGuide.load();

    @Test
    void eachReasonHasAnAdvice() {
        assertThat(guide.reasons())
                .containsExactlyInAnyOrderElementsOf(
                        Reason.known().stream().map(Reason::label).toList());
        assertThat(guide.reasons()).allSatisfy(reason -> {
            Advice advice = guide.apply(reason).orElseThrow();
            assertThat(List.of(advice.meaning(), advice.who(), advice.action()))
                    .allSatisfy(text -> assertThat(text).isNotBlank().matches("[ -~]*"));
        });
    }

    @Test
    void anUnknownReasonHasNone() {
        assertThat(guide.apply("weather")).isEmpty();
    }

    @Test
    void theHandbookHasTheSameSentences() throws IOException {
        Map<String, Advice> table = table();

        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(guide.reasons());
        assertThat(table)
                .allSatisfy((reason, advice) ->
                        assertThat(guide.apply(reason)).as(reason).contains(advice));
    }

    private static Map<String, Advice> table() throws IOException {
        Map<String, Advice> table = new LinkedHashMap<>();
        Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith("| reason | meaning |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> plain(line.substring(2, line.length() - 2)).split(" \\| "))
                .forEach(cells -> table.put(cells[0], new Advice(cells[1], cells[2], cells[3])));
        return table;
    }

    /** The text without the markup of code and links. */
    private static String plain(String markdown) {
        return markdown.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
    }
}
