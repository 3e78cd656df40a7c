package org.opencompliance.archiver.ledger.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;
import org.opencompliance.archiver.storage.LocalObjectStore;

/** A storage area with a scripted ledger and the matching work records. */
final class ReportArea implements Closeable {

    static final LocalDate DAY = LocalDate.parse("2026-11-20");

    final LocalObjectStore store;
    final Map<String, Optional<OpenWork>> works = new HashMap<>();
    Runnable whenAsked = () -> {};
    private final GroupCommitLedger ledger;
    private Instant now = Instant.parse("2026-11-20T02:00:00Z");
    private String run = "run-1";

    ReportArea(Path temp) throws IOException {
        store = LocalObjectStore.open(temp.resolve("area"), clock());
        LedgerSettings settings = new LedgerSettings(
                "wechat", "w", Duration.ZERO, 1_000, 1 << 20, 1_000, 1 << 20, 1_000, Duration.ofSeconds(1));
        ledger = GroupCommitLedger.open(store, settings, clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    ReportArea at(String time) {
        now = Instant.parse(time);
        return this;
    }

    ReportArea run(String id) {
        run = id;
        return event(EventType.COLLECTION_STARTED, null, null, Map.of());
    }

    ReportArea staged(String... items) {
        for (String item : items) {
            event(EventType.STAGED, item, null, Map.of("name", name(item)));
        }
        return this;
    }

    /** A later collection finds an item that an earlier, incomplete one staged. */
    ReportArea found(String earlier, String item) {
        String later = run;
        run = earlier;
        event(EventType.FOUND_STAGED, item, null, Map.of("name", name(item)));
        run = later;
        return seen(item);
    }

    ReportArea seen(String... items) {
        for (String item : items) {
            event(EventType.SEEN_BEFORE, item, null, Map.of());
        }
        return this;
    }

    ReportArea parked(String item, String reason) {
        return event(EventType.PARKED_AT_COLLECTION, item, null, Map.of("reason", reason));
    }

    ReportArea window(int listed, int total) {
        return event(EventType.WINDOW_COMPLETED, null, null, Map.of("listed", listed, "total", total));
    }

    ReportArea unattestedWindow(int listed) {
        return event(EventType.WINDOW_COMPLETED, null, null, Map.of("listed", listed));
    }

    ReportArea hashedWindow(int listed, int withoutHash) {
        return event(
                EventType.WINDOW_COMPLETED,
                null,
                null,
                Map.of("listed", listed, "total", listed, "withoutHash", withoutHash));
    }

    ReportArea ended() {
        return event(EventType.COLLECTION_ENDED, null, null, Map.of("complete", true));
    }

    ReportArea planned(String item, int deliveries) {
        return work(EventType.PLANNED, item, null, Map.of("name", name(item), "deliveries", deliveries));
    }

    ReportArea delivered(String item, String mailbox, Disposition disposition) {
        return work(EventType.DELIVERED, item, mailbox, Map.of("name", name(item), "disposition", disposition.label()));
    }

    ReportArea failed(String item, String mailbox, String reason) {
        return work(
                EventType.DELIVERED,
                item,
                mailbox,
                Map.of("name", name(item), "disposition", "failed", "reason", reason));
    }

    ReportArea decided(String item, String participant) {
        return work(
                EventType.DELIVERED,
                item,
                participant,
                Map.of("name", name(item), "disposition", "skipped", "reason", "decided"));
    }

    ReportArea made(String item, String mailbox, int messages) {
        Map<String, Object> details = Map.of("name", name(item), "messages", messages, "ids", "m1 m2");
        return work(EventType.DOUBLE_FOUND, item, mailbox, details);
    }

    ReportArea closed(String item) {
        works.put(name(item), Optional.empty());
        return work(EventType.CLOSED, item, null, Map.of("name", name(item)));
    }

    ReportArea closedWithoutDelivery(String item, String reason) {
        works.put(name(item), Optional.empty());
        return work(
                EventType.CLOSED, item, null, Map.of("name", name(item), "disposition", "failed", "reason", reason));
    }

    ReportArea unmapped(String item, int participant) {
        return work(EventType.UNMAPPED_PARTICIPANT, item, null, Map.of("participant", participant));
    }

    ReportArea unmapped(String item, int participant, int through) {
        return work(EventType.UNMAPPED_PARTICIPANT, item, null, Map.of("participant", participant, "through", through));
    }

    ReportArea event(EventType type, String item, String mailbox, Map<String, Object> details) {
        ledger.append(new LedgerEvent(type, run, item, mailbox, details)).join();
        return this;
    }

    private ReportArea work(EventType type, String item, String mailbox, Map<String, Object> details) {
        ledger.append(new LedgerEvent(type, null, item, mailbox, details)).join();
        return this;
    }

    static String name(String item) {
        return "staged/wechat/2026/11/20/" + item + ".eml";
    }

    /** Sets the state of an item's record; an item without a state has no plan. */
    ReportArea open(String item, OpenWork work) {
        works.put(name(item), Optional.of(work));
        return this;
    }

    ReportBuilder builder() {
        return new ReportBuilder(new LedgerReader(store, "wechat"), this::state, clock());
    }

    private Optional<OpenWork> state(String name) {
        Optional<OpenWork> state = works.getOrDefault(name, Optional.of(OpenWork.UNPLANNED));
        whenAsked.run();
        return state;
    }

    Report collection() throws IOException {
        return builder().collection("run-1", DAY).orElseThrow();
    }

    Report day() throws IOException {
        return builder().day(DAY);
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        store.close();
    }
}
