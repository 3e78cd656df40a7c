package org.opencompliance.archiver.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteOperation;

/** The examples of the documentation, from the archive of a made-up day into a mailbox. */
class KameletsTogetherTest {

    private static final Path PAGE = Path.of("src/main/docs/kamelets.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String JOURNAL = "11111111-0000-4000-8000-00000000000a";
    private static final int ITEMS = 25;
    /** Two days ago, because the source does not list the last minutes. */
    private static final SampleDay DAY = SampleDay.on(LocalDate.now(ZoneOffset.UTC).minusDays(2))
            .items(ITEMS)
            .odd(false)
            .make();

    @ParameterizedTest
    @ValueSource(strings = {"- route:", "kind: Pipe"})
    void everyItemOfTheDayIsInTheMailboxOnce(String kind) throws Exception {
        try (Sandbox sandbox = Sandbox.start(DAY);
                KameletsUnderTest kamelets = kamelets(sandbox)) {
            String late = DAY.items().get(3).id();
            sandbox.site().inject(Fault.status(404).on(SiteOperation.FETCH).about(late).times(2));
            sandbox.site().inject(Fault.status(429).on(SiteOperation.LIST));

            kamelets.load(kind.equals("kind: Pipe") ? "copy-chats.yaml" : "copy-chats.camel.yaml", example(kind));
            await().until(() -> imported(sandbox).size() == ITEMS);

            assertThat(imported(sandbox))
                    .extracting(MessageRecord::internetMessageId)
                    .doesNotHaveDuplicates();
            assertThat(sandbox.site().fetches()).isEqualTo(ITEMS + 2);
        }
    }

    @Test
    void aRestartImportsNothingTwice() throws Exception {
        try (Sandbox sandbox = Sandbox.start(DAY)) {
            try (KameletsUnderTest first = kamelets(sandbox)) {
                first.load(example("- route:"));
                await().until(() -> imported(sandbox).size() == ITEMS);
            }
            long fetched = sandbox.site().fetches();
            try (KameletsUnderTest second = kamelets(sandbox)) {
                second.load(example("- route:"));
                long windows = sandbox.site().listings();
                await().until(() -> sandbox.site().fetches() == fetched + ITEMS
                        && sandbox.site().listings() > windows + 1);
            }
            assertThat(imported(sandbox)).hasSize(ITEMS);
        }
    }

    private static KameletsUnderTest kamelets(Sandbox sandbox) {
        sandbox.tenant().add(TenantUser.member(JOURNAL, "journal@contoso.com", "Journal"));
        return new KameletsUnderTest(Map.of(
                "telemessage.url", sandbox.site().url().toString(),
                "telemessage.username", sandbox.site().username(),
                "telemessage.password", sandbox.site().password(),
                "aside", "bean:failed",
                "graph", sandbox.tenant().url().toString()));
    }

    private static List<MessageRecord> imported(Sandbox sandbox) {
        return sandbox.tenant().messages(JOURNAL, "Chats");
    }

    /** The first example that contains this, with a shorter period and the stand-in of Graph. */
    private static String example(String text) throws IOException {
        String example = EXAMPLE
                .matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .filter(found -> found.contains(text))
                .findFirst()
                .orElseThrow();
        String quick = example.replaceAll("( *)period: 15m\n", "$1period: 200ms\n$1window: 96h\n");
        assertThat(quick).isNotEqualTo(example);
        String local =
                quick.replaceAll("( *)clientSecret: .*\n", "$1credentials: none\n$1serviceUrl: \"{{graph}}\"\n");
        assertThat(local).isNotEqualTo(quick);
        return local;
    }
}
