package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;

class CollectDropRouteTest {

    @TempDir
    static Path directory;

    private static DropUnderTest drop;

    @BeforeAll
    static void start() throws Exception {
        drop = new DropUnderTest(directory, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        drop.close();
    }

    @BeforeEach
    void prepare() {
        drop.nextScene();
    }

    @Test
    void everyItemOfAZipIsStagedAndImportedOnce() {
        drop.put(1, drop.zip("one", "two", "three", "four", "five"));

        Collection collection = drop.collectAndImport();

        assertThat(collection.incomplete()).isNull();
        assertThat(drop.scene().archived("ann")).hasSize(5);
        assertThat(drop.scene().archived("ben")).hasSize(5);
        List<LedgerLine> windows = drop.archiver().ledger(EventType.WINDOW_COMPLETED);
        assertThat(windows.get(windows.size() - 1)).satisfies(window -> {
            assertThat(window.number("listed")).isEqualTo(5);
            assertThat(window.number("total")).isEqualTo(5);
        });
    }

    @Test
    void aZipThatDiffersFromItsManifestIsParkedWhole() {
        String zip = drop.put(1, drop.zip("one", "two").manifest("Count: 3\none.eml\ntwo.eml\nthree.eml\n"));

        Collection collection = drop.collectAndImport();

        assertThat(collection.incomplete()).isNull();
        assertThat(drop.scene().archived("ann")).isEmpty();
        assertThat(drop.letters(zip)).extracting(DeadLetter::reason).containsExactly(Reason.ZIP_MANIFEST_MISMATCH);
    }
}
