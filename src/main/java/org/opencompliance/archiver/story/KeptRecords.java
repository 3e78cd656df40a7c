package org.opencompliance.archiver.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.delivery.Plan;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.StagedItem;

/** Reads work records and dead letters, and gives what a story needs of them. Thread-safe. */
final class KeptRecords {

    private static final String ORIGINAL = ".eml";

    private final ObjectStore store;
    private final String connector;
    private final JsonObjects<WorkRecord> works;
    private final JsonObjects<DeadLetter> letters;

    KeptRecords(ObjectStore store, String connector) {
        this.store = store;
        this.connector = connector;
        this.works = new JsonObjects<>(store, WorkRecord.class);
        this.letters = new JsonObjects<>(store, DeadLetter.class);
    }

    /**
     * One delivery of a work record.
     *
     * @param disposition null while it is open
     * @param failures number of failed attempts since the plan or the last replay
     */
    record KeptDelivery(
            String mailbox,
            String address,
            String rule,
            List<Integer> participants,
            Disposition disposition,
            String message,
            String reason,
            int failures,
            Instant refusedSince) {

        static KeptDelivery of(Delivery delivery) {
            return new KeptDelivery(
                    delivery.mailbox(),
                    delivery.address(),
                    delivery.rule(),
                    delivery.participants(),
                    delivery.disposition(),
                    delivery.message(),
                    delivery.reason(),
                    delivery.tries(),
                    delivery.troubleSince());
        }
    }

    /**
     * A work record, or a staged original without one.
     *
     * @param plannedAt null without a plan
     * @param encryption the label of the state of an encrypted item; null when it is not encrypted or not yet read
     * @param disposition of an item without deliveries, or null
     * @param failures number of failed attempts before the plan
     * @param closedAt null while the item is open
     */
    record KeptWork(
            StagedItem item,
            Instant plannedAt,
            String mapping,
            List<String> leftOut,
            String encryption,
            List<KeptDelivery> deliveries,
            Disposition disposition,
            String reason,
            int failures,
            Instant closedAt) {

        static KeptWork of(WorkRecord record) {
            Plan plan = record.plan();
            return new KeptWork(
                    record.item(),
                    plan == null ? null : plan.at(),
                    plan == null ? null : plan.mapping(),
                    plan == null ? List.of() : plan.leftOut(),
                    plan == null ? null : plan.encryption(),
                    record.deliveries().stream().map(KeptDelivery::of).toList(),
                    record.disposition(),
                    record.reason(),
                    record.tries(),
                    record.closedAt());
        }

        static KeptWork unplanned(StagedItem item) {
            return new KeptWork(item, null, null, List.of(), null, List.of(), null, null, 0, null);
        }
    }

    /**
     * A dead letter.
     *
     * @param staged the original, null when the storage area has none
     * @param end how it ended, null while it is open
     * @param replayedBy the requester of the last replay that left it open, or null
     */
    record KeptLetter(
            String item,
            Instant archivedAt,
            String type,
            StagedItem staged,
            String mailbox,
            String address,
            String reason,
            String detail,
            Instant openedAt,
            String end,
            Instant endedAt,
            String by,
            String replayedBy,
            Instant replayedAt) {

        static KeptLetter of(DeadLetter letter) {
            DeadLetter.Ending ending = letter.ending();
            DeadLetter.Replay replay = letter.replay();
            return new KeptLetter(
                    letter.listed().id(),
                    letter.listed().archivedAt(),
                    letter.listed().type(),
                    letter.staged(),
                    letter.mailbox(),
                    letter.address(),
                    letter.reason().label(),
                    letter.detail(),
                    letter.opening().openedAt(),
                    ending.end() == null ? null : ending.end().name().toLowerCase(Locale.ROOT),
                    ending.endedAt(),
                    ending.by(),
                    replay == null ? null : replay.by(),
                    replay == null ? null : replay.at());
        }

        /** Whether the item was stored or imported later. */
        boolean succeeded() {
            return "resolved".equals(end) || "replayed".equals(end);
        }
    }

    /** The work record of an original, by the name of the original. */
    Optional<KeptWork> work(String original) throws IOException {
        return works.read(StagedItem.recordNameOf(original))
                .map(Versioned::value)
                .map(KeptWork::of);
    }

    /** The staged original by its name, with the facts of its metadata. */
    Optional<StagedItem> staged(String original) throws IOException {
        return store.info(original).flatMap(info -> StagedItem.of(connector, info));
    }

    /** The dead letters of an item id, also of other content under the same id. */
    List<KeptLetter> letters(String id) throws IOException {
        String folder = "dead-letters/" + connector + "/" + ItemId.encode(id);
        List<KeptLetter> found = new ArrayList<>();
        for (String prefix : List.of(folder + "/", folder + "~")) {
            for (String name : names(prefix)) {
                letters.read(name)
                        .map(Versioned::value)
                        .filter(letter -> letter.listed().id().equals(id))
                        .map(KeptLetter::of)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** The items without a closed record that were archived on the given days. */
    List<KeptWork> open(Instant from, Instant to) throws IOException {
        List<KeptWork> open = new ArrayList<>();
        for (Versioned<OpenDays.Day> day : new OpenDays(store, connector, Duration.ZERO).openDays()) {
            LocalDate date = day.value().date();
            Instant midnight = date.atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant next = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (midnight.isBefore(to) && next.isAfter(from)) {
                addOpen(StagedItem.folder(connector, midnight), open);
            }
        }
        return open;
    }

    private void addOpen(String folder, List<KeptWork> open) throws IOException {
        try (var staged = store.list(folder)) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) staged.filter(KeptRecords::isOriginal)::iterator) {
                Optional<KeptWork> work = work(info.name()).or(() -> StagedItem.of(connector, info)
                        .filter(item -> item.version().isEmpty())
                        .map(KeptWork::unplanned));
                work.filter(found -> found.closedAt() == null).ifPresent(open::add);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isOriginal(ObjectInfo info) {
        return info.name().endsWith(ORIGINAL);
    }

    private List<String> names(String prefix) throws IOException {
        try (var infos = store.list(prefix)) {
            return infos.map(ObjectInfo::name).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
