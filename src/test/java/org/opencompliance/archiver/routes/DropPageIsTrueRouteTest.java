package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.sandbox.drop.DropServer;
import org.opencompliance.sandbox.drop.ZipDraft;

/** Runs the example of the page about the drop: its settings, its manifest and its results. */
class DropPageIsTrueRouteTest {

    private static final Path PAGE = Path.of("src/main/docs/drop.md");
    private static final String ZIP = "202611200000-TeleMessage_1_235959.zip";
    private static final String DETAIL = "The manifest says Count: 3 and the ZIP has 2 EML files";

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

    /** The settings of the page, with the port and the password of the test's server. */
    private Map<String, String> settings() throws IOException {
        Properties shown = new Properties();
        shown.load(new StringReader(block("properties")));
        Map<String, String> settings = new HashMap<>();
        shown.forEach((name, value) -> settings.put((String) name, (String) value));
        assertThat(settings).containsEntry("telemessage.url", "sftp://drop.example.com/outgoing");
        settings.remove("telemessage.url");
        settings.put("telemessage.password", DropServer.PASSWORD);
        settings.put("telemessage.host-key", "");
        settings.put(
                "telemessage.known-hosts-file",
                directory.resolve(settings.get("telemessage.known-hosts-file")).toString());
        return settings;
    }

    private DropUnderTest start() throws Exception {
        return DropUnderTest.withKnownHosts(directory, settings());
    }

    private ZipDraft zip(DropUnderTest drop, String manifest) {
        assertThat(page).contains("`" + ZIP + "` with `one.eml`, `two.eml`");
        return drop.zip("one", "two").manifest(manifest);
    }

    private static Collection collect(DropUnderTest drop) {
        Collection collection = drop.collectScheduled();
        assertThat(collection.incomplete()).isNull();
        return collection;
    }

    @Test
    void theExampleStagesAndImportsTwoItems() throws Exception {
        try (DropUnderTest drop = start()) {
            drop.put(ZIP, zip(drop, block("text")).bytes());

            collect(drop);

            List<LedgerLine> windows = drop.archiver().ledger(EventType.WINDOW_COMPLETED);
            assertThat(windows.get(0).number("total")).isEqualTo(2);
            assertThat(drop.scene().archived("ann")).hasSize(2);
        }
    }

    @Test
    void aWrongCountHasTheDeadLetterOfThePage() throws Exception {
        try (DropUnderTest drop = start()) {
            drop.put(
                    ZIP,
                    zip(drop, block("text").replace("Count: 2", "Count: 3")).bytes());

            collect(drop);

            DeadLetter letter = drop.letters(ZIP).get(0);
            assertThat(letter.detail()).isEqualTo(DETAIL);
            assertThat(page).contains("`" + DETAIL + "`", "`" + letter.reason() + "`");
            assertThat(drop.scene().archived("ann")).isEmpty();
        }
    }

    @Test
    void everyReasonOfAZipIsOnThePage() {
        assertThat(Reason.known())
                .filteredOn(reason -> reason.label().startsWith("zip-"))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(page).contains("parked: `" + reason + "`"));
    }
}
