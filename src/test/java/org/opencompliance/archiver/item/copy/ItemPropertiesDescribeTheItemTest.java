package org.opencompliance.archiver.item.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemsForTest;

class ItemPropertiesDescribeTheItemTest {

    @TempDir
    private Path spool;

    @Test
    void withShortNames() throws Exception {
        String header = "X-TELEMESSAGE-ArchiveInitiator: 8613800138000\nX-TELEMESSAGE-Network: WeCom\n\n";
        try (Item item = ItemsForTest.parse(spool, header)) {
            assertThat(ItemProperties.of(item))
                    .isEqualTo(Map.of(
                            "ItemId", "id-1",
                            "Network", "WeCom",
                            "Type", "chat",
                            "Owner", "8613800138000",
                            "ArchivedAt", "2026-11-20T12:00:00Z",
                            "OriginalSha256", item.originalSha256()));
        }
    }

    @Test
    void withoutWhatTheItemDoesNotSay() throws Exception {
        try (Item item = ItemsForTest.parse(spool, ItemsForTest.listed(null), "Subject: s\n\n")) {
            assertThat(ItemProperties.of(item)).containsOnlyKeys("ItemId", "Network", "ArchivedAt", "OriginalSha256");
        }
        try (Item item = ItemsForTest.parse(spool, "X-TELEMESSAGE-ArchiveInitiator: li@x.example\n\n")) {
            assertThat(ItemProperties.of(item)).containsEntry("Owner", "li@x.example");
        }
    }
}
