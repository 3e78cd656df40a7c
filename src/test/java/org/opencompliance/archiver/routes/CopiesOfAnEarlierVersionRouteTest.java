package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Collections;
import org.opencompliance.archiver.collect.Staging;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.sandbox.drop.ZipDraft;

/** A storage area in which copies for several owners have the id of all copies, as an earlier version staged them. */
class CopiesOfAnEarlierVersionRouteTest {

    private static final List<String> OWNERS = List.of("8613910000001", "8613910000002", "8613910000003");

    @TempDir
    Path directory;

    private DropUnderTest drop;

    @BeforeEach
    void start() throws Exception {
        drop = new DropUnderTest(directory, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        drop.close();
    }

    private String copy(String owner) {
        return "X-TELEMESSAGE-ArchiveInitiator: " + owner + "\r\n" + drop.eml("one", "Hello");
    }

    private void stagedBefore(String original) throws IOException {
        byte[] bytes = original.getBytes(StandardCharsets.UTF_8);
        ListedItem listed =
                new ListedItem(drop.scene().id("one"), "", drop.scene().archivedAt(), bytes.length, Sha256.hex(bytes));
        Collection before = Collections.ofNothing();
        Staging staging = drop.archiver().bean("staging", Staging.class);
        StagedItem item = staging.look(before, listed).item();
        ObjectContent content = new ObjectContent(ObjectContent.of(bytes).source(), bytes.length, item.metadata());
        drop.archiver().disturbed().create(item.name(), content);
        if (!item.version().isEmpty()) {
            staging.conflict(before, item);
        }
    }

    @Test
    void aCopyKeepsItsIdAndIsNotStagedAgain() throws Exception {
        ZipDraft zip = new ZipDraft();
        OWNERS.forEach(owner -> zip.add(owner + ".eml", copy(owner)));
        stagedBefore(copy(OWNERS.get(1)));
        stagedBefore(copy(OWNERS.get(2)));
        drop.put(1, zip);

        assertThat(drop.collectAndImport().incomplete()).isNull();
        assertThat(drop.collectAndImport().incomplete()).isNull();

        String id = drop.scene().id("one");
        String owned = ItemId.ofCopy(id, OWNERS.get(0));
        assertThat(drop.archiver().ledger(EventType.STAGED))
                .extracting(LedgerLine::item)
                .containsExactly(owned);
        assertThat(drop.archiver().ledger(EventType.SEEN_BEFORE))
                .extracting(LedgerLine::item)
                .containsExactlyInAnyOrder(id, id, owned);
        assertThat(drop.archiver().ledger(EventType.WINDOW_COMPLETED))
                .hasSize(2)
                .allSatisfy(line -> {
                    assertThat(line.number("listed")).isEqualTo(2);
                    assertThat(line.number("total")).isEqualTo(2);
                });
        assertThat(drop.archiver().letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.ID_CONFLICT);
    }
}
