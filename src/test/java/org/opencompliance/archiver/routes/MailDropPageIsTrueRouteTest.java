package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;

/** Runs the example of the page about the mail drop: its settings, its mail and its results. */
class MailDropPageIsTrueRouteTest {

    private static final Path PAGE = Path.of("src/main/docs/mail-drop.md");

    @TempDir
    private Path directory;

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(PAGE);
    }

    private String block(String language) {
        int begin = page.indexOf("```" + language + "\n") + language.length() + 4;
        return page.substring(begin, page.indexOf("```", begin));
    }

    @Test
    void theExampleStagesAndImportsOneItemAndTheFileStays() throws Exception {
        Properties shown = new Properties();
        shown.load(new StringReader(block("properties")));
        Map<String, String> settings = new HashMap<>();
        shown.forEach((name, value) -> settings.put((String) name, (String) value));
        assertThat(settings.remove("telemessage.url")).isEqualTo("file:/var/mail/telemessage");
        try (MailUnderTest mails = new MailUnderTest(directory, settings)) {
            String mail = block("text")
                    .replace("ann@contoso.example", mails.scene().address("ann"))
                    .replace("ben@contoso.example", mails.scene().address("ben"))
                    .replace("\n", "\r\n");
            Path file = mails.put("one.eml", mail, Instant.parse("2026-11-20T10:05:00Z"));
            assertThat(page).contains("The folder has the file `one.eml`");

            assertThat(mails.collect().incomplete()).isNull();
            mails.nextDay();
            mails.collect();

            assertThat(page).contains("one item with the id `tm-4711`, and its control total is 1");
            assertThat(mails.ledger(EventType.STAGED)).singleElement().satisfies(line -> assertThat(line.item())
                    .isEqualTo("tm-4711"));
            assertThat(mails.totals()).containsExactly(1L);
            assertThat(mails.scene().archived("ann")).hasSize(1);
            assertThat(mails.scene().archived("ben")).hasSize(1);
            assertThat(file).exists();
        }
    }

    @Test
    void everyReasonOfAMailIsOnThePage() {
        assertThat(page).contains("parked: `mail-unreadable`", "parked: `item-too-large`", "parked: `malformed`");
    }
}
