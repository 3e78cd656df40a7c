package org.opencompliance.archiver.collect.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    private static final Set<String> EMLS = Set.of("a.eml", "b: c.EML");

    private static String problem(String text) {
        return Manifest.of(text.getBytes(StandardCharsets.UTF_8)).problem(EMLS).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Count: 2\na.eml\nb: c.EML\n",
                "\uFEFFcount : 2\r\na.eml\r\nb: c.EML",
                "Customer: 17\nDate: 2026-11-20\nFile: a.eml\nFile: b: c.EML\nCount: 2\n",
                "a.eml  \n\n  b: c.EML\nCount:2"
            })
    void describesTheFilesInAnyForm(String text) {
        assertThat(problem(text)).isEmpty();
    }

    @Test
    void needsACount() {
        assertThat(problem("a.eml\nb: c.EML\n")).contains("no line 'Count:'");
        assertThat(problem("Count: two\na.eml\nb: c.EML\n")).contains("no line 'Count:'");
        assertThat(problem("")).contains("no line 'Count:'");
    }

    @Test
    void hasTheNumberOfFiles() {
        assertThat(problem("Count: 1\na.eml\nb: c.EML\n"))
                .isEqualTo("The manifest says Count: 1 and the ZIP has 2 EML files");
    }

    @Test
    void namesEachFileOnce() {
        assertThat(problem("Count: 2\na.eml\na.eml\n")).isEqualTo("The manifest has a name twice");
    }

    @Test
    void namesTheSameFilesToTheLetter() {
        assertThat(problem("Count: 2\nA.eml\nb: c.EML\n"))
                .isEqualTo(
                        "1 names of the manifest are not in the ZIP, and 1 EML files of the ZIP are not in the manifest");
        assertThat(problem("Count: 2\n")).startsWith("0 names").contains("2 EML files");
    }
}
