package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.NotedLedger;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.mapping.PlannedMailbox;
import org.opencompliance.archiver.mapping.Rule;
import org.opencompliance.archiver.storage.FailingStore;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.sandbox.AdjustableClock;

/** A storage area with a fixed clock, and the work handlers of the workers that share it. */
public final class WorkArea implements AutoCloseable {

    public static final String CONNECTOR = "wechat";
    public static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final Instant BORN = Instant.parse("2026-11-01T00:00:00Z");
    static final Duration CLAIM = Duration.ofMinutes(5);
    static final Duration REQUEST = Duration.ofMinutes(2);
    static final WorkSettings SETTINGS = new WorkSettings(
            CLAIM, REQUEST, Duration.ofSeconds(30), 3, 2, Duration.ofHours(24), Duration.ofMinutes(1), Duration.ZERO);
    static final Duration PATIENCE = Duration.ofMinutes(10);
    static final WorkSettings PATIENT = new WorkSettings(
            CLAIM, REQUEST, Duration.ofSeconds(30), 3, 2, Duration.ofHours(24), Duration.ofMinutes(1), PATIENCE);

    public final AdjustableClock clock = new AdjustableClock(NOW);
    public final NotedLedger ledger = new NotedLedger();
    public final FailingStore store;
    public final DeadLetters deadLetters;
    public final OpenDays days;
    final ThrottledMailboxes throttled = new ThrottledMailboxes(
            1, () -> Duration.between(NOW, clock.instant()).toNanos());

    public WorkArea(Path parent) {
        try {
            store = new FailingStore(LocalObjectStore.open(parent.resolve("area"), clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deadLetters = new DeadLetters(store, ledger, CONNECTOR);
        days = new OpenDays(store, CONNECTOR, Duration.ofHours(1));
    }

    Claims claims(String owner) {
        return new Claims(store, SETTINGS, owner, BORN, throttled);
    }

    /** Workers that look for doubtful deliveries as long as {@link #PATIENCE}. */
    Claims patientDesk(String owner) {
        return new Claims(store, PATIENT, owner, BORN, throttled);
    }

    ItemImport patientWork(Claims claims) {
        return new ItemImport(claims, ledger, deadLetters, store, PATIENT, days);
    }

    ItemImport work(Claims claims) {
        return new ItemImport(claims, ledger, deadLetters, store, SETTINGS, days);
    }

    /** An item that was archived an hour ago. */
    public static StagedItem item(String id) {
        return item(id, NOW.minus(Duration.ofHours(1)));
    }

    public static StagedItem item(String id, Instant archivedAt) {
        return StagedItem.of(CONNECTOR, listed(id, archivedAt, "a"), "run-1");
    }

    /** A listing entry with a SHA-256 of one repeated digit. */
    public static ListedItem listed(String id, Instant archivedAt, String digit) {
        return new ListedItem(id, "chat", archivedAt, 3, digit.repeat(64));
    }

    /** Writes the original of an item, as the collector does. */
    public StagedItem stage(StagedItem item) throws IOException {
        days.open(item.archivedAt());
        byte[] original = "eml".getBytes(StandardCharsets.US_ASCII);
        ObjectContent content = ObjectContent.of(original);
        store.create(item.name(), new ObjectContent(content.source(), original.length, item.metadata()));
        return item;
    }

    static List<Delivery> deliveries(String... mailboxes) {
        return Arrays.stream(mailboxes)
                .map(mailbox -> Delivery.planned(mailbox, mailbox + "@contoso.example", "EMAIL", List.of(0)))
                .toList();
    }

    static MappingResult mapping(String... mailboxes) {
        List<PlannedMailbox> planned = Arrays.stream(mailboxes)
                .map(mailbox -> new PlannedMailbox(mailbox, mailbox + "@contoso.example", Rule.EMAIL, List.of(0)))
                .toList();
        return new MappingResult(planned, List.of(), "none");
    }

    static Plan plan() {
        return new Plan(NOW, "none", 10L << 20, List.of(), 0);
    }

    WorkRecord record(StagedItem item) throws IOException {
        return new JsonObjects<>(store, WorkRecord.class)
                .read(item.recordName())
                .map(JsonObjects.Versioned::value)
                .orElse(null);
    }

    /** Replaces the content of an object. */
    void rewrite(String name, String content) throws IOException {
        String version = store.read(name).orElseThrow().version();
        store.replace(name, content.getBytes(StandardCharsets.UTF_8), version);
    }

    /** The open dead letters. */
    public List<DeadLetter> letters() throws IOException {
        return deadLetters.list(null);
    }

    public ObjectStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
