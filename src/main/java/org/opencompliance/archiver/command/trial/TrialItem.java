package org.opencompliance.archiver.command.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opencompliance.archiver.collect.FetchedContent;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.routing.Originals;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** The item of a trial: its original, its place in the storage area, and its state there. */
final class TrialItem {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long STEP_NANOS = 20_000_000;
    private static final String RUN = "trial";

    private final StagedItem staged;
    private final Path copy;
    private final long fetchLimit;
    private final String folder;

    private TrialItem(StagedItem staged, Path copy, Configuration configuration) {
        this.staged = staged;
        this.copy = copy;
        this.fetchLimit = configuration.size("archiver.fetch-limit");
        this.folder = configuration.text("archiver.folder");
    }

    /** Reads the original as the source would send it now; its file name is its id. */
    static TrialItem read(TrialOrder order, Configuration configuration, Path temporary) throws IOException {
        Path copy = temporary.resolve("original");
        try {
            Files.copy(order.item(), copy);
        } catch (IOException e) {
            throw new ConfigurationException("The item " + order.item() + " cannot be read: is the name right?");
        }
        String id = String.valueOf(order.item().getFileName());
        ListedItem listed = new ListedItem(id, order.type(), Instant.now(), Files.size(copy), sha256(copy));
        return new TrialItem(
                StagedItem.of(configuration.required("archiver.connector"), listed, RUN), copy, configuration);
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    String id() {
        return staged.id();
    }

    WorkOrder order() {
        return WorkOrder.of(staged);
    }

    boolean isOverFetchLimit() {
        return staged.size() > fetchLimit;
    }

    /** The result of an item that a collection does not fetch. */
    TrialResult notFetched() {
        TrialOutcome parked = new TrialOutcome(
                TrialOutcome.PARKED, null, "item-too-large", "It has more bytes than archiver.fetch-limit allows");
        return new TrialResult(id(), List.of(), List.of(), null, null, null, List.of(parked));
    }

    void stage(ObjectStore store) throws IOException {
        new Originals(store).write(staged, new FetchedContent(copy, staged.size(), staged.sha256()));
    }

    /** Waits until the attempt is settled, then reads where the item is. */
    List<TrialOutcome> outcomes(Map<String, Object> beans) throws IOException {
        JsonObjects<WorkRecord> records = new JsonObjects<>((ObjectStore) beans.get("objectStore"), WorkRecord.class);
        Optional<WorkRecord> record = settled(records);
        List<TrialOutcome> outcomes = new ArrayList<>();
        try (Stream<DeadLetter> letters = ((DeadLetters) beans.get("deadLetters")).of(staged)) {
            letters.filter(DeadLetter::open).map(TrialItem::parked).forEach(outcomes::add);
        }
        record.ifPresent(found -> {
            found.deliveries().stream()
                    .filter(delivery -> delivery.disposition() != Disposition.FAILED)
                    .map(delivery -> outcome(found, delivery))
                    .forEach(outcomes::add);
            if (found.disposition() == Disposition.SKIPPED) {
                outcomes.add(new TrialOutcome(TrialOutcome.SKIPPED, null, found.reason(), null));
            }
        });
        if (outcomes.isEmpty()) {
            outcomes.add(new TrialOutcome(
                    TrialOutcome.WAITS, null, "the attempt failed", "Another attempt follows; see the failure above"));
        }
        return outcomes;
    }

    private Optional<WorkRecord> settled(JsonObjects<WorkRecord> records) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<WorkRecord> record = read(records);
        while (record.filter(TrialItem::isSettled).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(STEP_NANOS);
            record = read(records);
        }
        return record;
    }

    private Optional<WorkRecord> read(JsonObjects<WorkRecord> records) throws IOException {
        return records.read(staged.recordName()).map(JsonObjects.Versioned::value);
    }

    private static boolean isSettled(WorkRecord record) {
        return record.closed() || record.waitsUntil() != null;
    }

    private static TrialOutcome parked(DeadLetter letter) {
        String mailbox = letter.address() == null ? letter.mailbox() : letter.address();
        return new TrialOutcome(TrialOutcome.PARKED, mailbox, letter.reason().label(), letter.detail());
    }

    private TrialOutcome outcome(WorkRecord record, Delivery delivery) {
        if (delivery.open()) {
            return new TrialOutcome(
                    TrialOutcome.WAITS, delivery.address(), "the delivery failed", "Another attempt follows");
        }
        if (delivery.disposition() == Disposition.SKIPPED) {
            return new TrialOutcome(TrialOutcome.SKIPPED, delivery.address(), delivery.reason(), null);
        }
        List<String> leftOut = record.plan().leftOut();
        String without = leftOut.isEmpty() ? "" : ", without the attachments " + String.join(", ", leftOut);
        return new TrialOutcome(
                TrialOutcome.DELIVERED,
                delivery.address(),
                delivery.rule(),
                "folder " + folder + ", participants " + delivery.participants() + without
                        + (record.plan().encryption() == null
                                ? ""
                                : ", " + record.plan().encryption()));
    }

    /** Removes a folder and its content. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
