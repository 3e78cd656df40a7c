package org.opencompliance.archiver.ledger.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/** The index of a ledger in Azure Storage, where parts of objects are read by range. */
@WithAzurite
class LedgerIndexOnBlobsTest {

    private static final LineKeys BY_ITEM = new LineKeys() {
        @Override
        public String name() {
            return "test-1";
        }

        @Override
        public List<String> of(LedgerLine line) {
            return line.item() == null ? List.of() : List.of(line.item());
        }
    };

    private final Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    private final LocalDate day = LocalDate.ofInstant(yesterday.instant(), ZoneOffset.UTC);
    private final AzureSettings settings;
    private ObjectStore store;

    LedgerIndexOnBlobsTest(Azurite azurite) {
        String name = azurite.freshName();
        settings = new AzureSettings(
                AzureSettings.Credentials.CONNECTION_STRING, "", azurite.connectionString(), "", "", "", name, name);
    }

    @BeforeEach
    void open() throws IOException {
        store = AzureObjectStore.open(new AzureAccount(settings), settings.containerPrefix());
    }

    @Test
    void isKeptReplacedAndSearched() throws IOException {
        write("writer-1", 2_000);
        assertThat(find("item-1999")).extracting(LedgerLine::item).containsExactly("item-1999");
        assertThat(store.info("state/wechat/index/" + day + ".idx")).isPresent();
        assertThat(find("item-7")).hasSize(1);

        write("writer-2", 10);
        assertThat(find("item-7")).extracting(LedgerLine::writer).containsExactlyInAnyOrder("writer-1", "writer-2");
        assertThat(find("item-2000")).isEmpty();
    }

    private void write(String writer, int items) throws IOException {
        try (GroupCommitLedger ledger = GroupCommitLedger.open(store, LedgerSettings.of("wechat", writer), yesterday)) {
            for (int i = 0; i < items; i++) {
                ledger.append(new LedgerEvent(EventType.SEEN_BEFORE, "run", "item-" + i, null, Map.of()));
            }
        }
    }

    private List<LedgerLine> find(String item) throws IOException {
        List<String> notes = new ArrayList<>();
        try (LedgerIndex index = new LedgerIndex(store, "wechat", "state/wechat/index/", BY_ITEM, notes::add)) {
            List<LedgerLine> lines = index.lines(item, day.minusDays(1), day.plusDays(1));
            assertThat(notes).isEmpty();
            return lines;
        }
    }
}
