package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert finds in k8s/README.md what to do, and finds nothing there that never fires. */
class AlertsAreExplainedTest {

    private static final Path RULES = Path.of("k8s/monitoring/prometheus-rules.yaml");
    private static final Path PAGE = Path.of("k8s/README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\| .{20,} \\|$");

    @Test
    void everyAlertHasARowAndEveryRowAnAlert() throws IOException {
        assumeTrue(Files.exists(RULES), "There are no alert rules here");
        List<String> alerts = Manifests.read(RULES).all().stream()
                .flatMap(rules -> rules.everywhere("alert").stream())
                .toList();

        assertThat(explained()).isNotEmpty().containsExactlyInAnyOrderElementsOf(alerts);
    }

    private static List<String> explained() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## When an alert fires"));
        return ROW.matcher(section).results().map(found -> found.group(1)).toList();
    }
}
