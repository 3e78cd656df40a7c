package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each link between two pages leads to an existing file and heading. */
class LinksResolveTest {

    private static final Pattern ADDRESS = Pattern.compile("[a-z]+:.*");

    @Test
    void everyRelativeLinkLeadsToAFileAndAHeading() throws IOException {
        List<MarkdownPage> pages = MarkdownPage.all();
        assertThat(pages).hasSizeGreaterThan(10);

        List<String> broken = new ArrayList<>();
        for (MarkdownPage page : pages) {
            for (String link : page.links()) {
                if (!ADDRESS.matcher(link).matches() && !resolves(page, link)) {
                    broken.add(page.file() + " -> " + link);
                }
            }
        }
        assertThat(broken).as("correct the links that lead nowhere").isEmpty();
    }

    @Test
    void findsLinksAndAnchorsOutsideOfCode() {
        MarkdownPage page = new MarkdownPage(
                Path.of("a.md"),
                "# The `run` command: now\n[`x`](b.md#c) [y](../d) `[z](e)`\n```\n# no\n[n](o)\n```\n## Limits\n## Limits\n");

        assertThat(page.links()).containsExactly("b.md#c", "../d");
        assertThat(page.anchors()).containsExactly("the-run-command-now", "limits", "limits-1");
    }

    @Test
    void tellsALinkThatLeadsNowhere() throws IOException {
        MarkdownPage page = new MarkdownPage(Path.of("README.md"), "# Here\n");

        assertThat(resolves(page, "#here")).isTrue();
        assertThat(resolves(page, "#there")).isFalse();
        assertThat(resolves(page, "routes/README.md#the-routes")).isTrue();
        assertThat(resolves(page, "routes/README.md#the-roots")).isFalse();
        assertThat(resolves(page, "routes/READYOU.md")).isFalse();
    }

    private static boolean resolves(MarkdownPage page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
        if (parts.length == 1) {
            return Files.exists(target);
        }
        MarkdownPage found = parts[0].isEmpty() ? page : Files.isRegularFile(target) ? MarkdownPage.read(target) : null;
        return found != null && found.anchors().contains(parts[1]);
    }
}
