package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** k8s/README.md explains the required action for each alert, and contains no alert that does not exist. */
class AlertsAreExplainedTest {

    private static final Path RULES = Path.of("k8s/monitoring/prometheus-rules.yaml");
    private static final Path PAGE = Path.of("k8s/README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\| .{20,} \\|$");

    @Test
    void everyAlertHasARowAndEveryRowAnAlert() throws IOException {
        assumeTrue(Files.exists(RULES), "The alert rules are missing");
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
