package org.opencompliance.archiver.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.ScriptedWriter;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;
import org.opencompliance.archiver.ledger.report.html.ReportFiles;
import org.opencompliance.archiver.ledger.report.html.ReportPages;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.storage.CountedRequests;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.sandbox.AdjustableClock;

/** While an item waits, a collection is not counted again each time that another item has moved on. */
class ReportsOfOpenCollectionsCostOneReadTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final int ITEMS = 5;

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock(NOW);
    private final Set<String> open = new HashSet<>();
    private LocalObjectStore area;
    private CountedRequests ledger;
    private Reporting reporting;
    private int progress;

    @BeforeEach
    void openArea() throws IOException {
        area = LocalObjectStore.open(folder.resolve("area"), clock);
        new JsonObjects<>(area, OpenCollection.class)
                .create(
                        "state/wechat/collections/run-1.json",
                        new OpenCollection("run-1", NOW, NOW, NOW, NOW, true, null, null));
        ScriptedWriter writer = new ScriptedWriter(area, "wechat", "w");
        for (int i = 0; i < ITEMS; i++) {
            ItemEvents item = new ItemEvents("run-1", "item-" + i, name(i));
            writer.record(NOW, item.staged(new ItemEvents.Original("0".repeat(64), 1, NOW, "chat")));
            open.add(name(i));
        }
        writer.write(writer.waiting());
        ledger = new CountedRequests(area).of(name -> name.startsWith("ledger/"));
        ReportBuilder builder = new ReportBuilder(
                new LedgerReader(ledger.store(), "wechat"),
                name -> open.contains(name) ? Optional.of(OpenWork.UNPLANNED) : Optional.empty(),
                clock);
        ReportFiles files =
                new ReportFiles(new ReportWriter(area), new ReportPages(area, "wechat", ReasonGuide.load()));
        reporting = new Reporting(
                "wechat",
                new OpenCollections(area, "wechat"),
                builder,
                files,
                new DayReports("wechat", NOW, builder, files, clock),
                queue(),
                null,
                0);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private static String name(int item) {
        return "staged/wechat/2026/11/20/item-" + item + ".eml";
    }

    /** A queue whose orders settle all the time. */
    private WorkQueue queue() {
        return (WorkQueue) Proxy.newProxyInstance(
                WorkQueue.class.getClassLoader(),
                new Class<?>[] {WorkQueue.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "progress" -> "settled " + progress++;
                    case "held" -> 0;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private boolean counts() throws IOException {
        reporting.writeDue();
        return !ledger.take().isEmpty();
    }

    @Test
    void theLedgerIsReadAgainOnceTheItemThatWasPendingHasEnded() throws IOException {
        assertThat(counts()).isTrue();
        assertThat(counts()).isFalse();

        open.removeIf(name -> !name.equals(name(ITEMS - 1)));

        assertThat(counts()).isTrue();
        assertThat(counts()).isFalse();
    }
}
