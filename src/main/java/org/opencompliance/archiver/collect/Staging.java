package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.work.DayOpening;
import org.opencompliance.archiver.work.StagedItem;

/**
 * Looks up each listed item for the collect routes, and records whether it is staged or parked. Safe for any number of threads.
 */
public final class Staging {

    private final String connector;
    private final ObjectStore store;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final DayOpening days;
    private final OpenCollections collections;
    private final Map<String, DeadLetter> parked = new ConcurrentHashMap<>();
    private volatile Set<String> endless = Set.of();

    public Staging(
            String connector,
            ObjectStore store,
            Ledger ledger,
            DeadLetters deadLetters,
            DayOpening days,
            OpenCollections collections) {
        this.connector = connector;
        this.store = store;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.days = days;
        this.collections = collections;
    }

    /**
     * Reads the dead letters of items that earlier collections could not stage, so that a later success resolves them. Also reads
     * which collections did not complete and have no report yet.
     */
    public void begin(Collection collection) throws IOException {
        endless = collections.unreportedNow().stream()
                .filter(earlier -> earlier.ended() == null && !earlier.run().equals(collection.run()))
                .map(OpenCollection::run)
                .collect(Collectors.toUnmodifiableSet());
        parked.clear();
        try (var open = deadLetters.open()) {
            open.filter(letter -> letter.reason().atCollection() && letter.staged() == null)
                    .forEach(letter -> parked.put(letter.name(), letter));
        }
    }

    /** Looks up whether a listed item is staged; other content under a known id is a separate item. */
    public StagedLookup look(Collection collection, ListedItem listed) throws IOException {
        return look(listed, collection.run());
    }

    private StagedLookup look(ListedItem listed, String run) throws IOException {
        StagedItem item = StagedItem.of(connector, listed, run);
        ObjectInfo first = store.info(item.name()).orElse(null);
        if (first == null || listed.sha256() == null || sameContent(first, listed)) {
            return new StagedLookup(item, first);
        }
        StagedItem other = item.conflicting();
        ObjectInfo second = store.info(other.name()).orElse(null);
        if (second == null || sameContent(second, listed)) {
            return new StagedLookup(other, second);
        }
        // a sender can make two contents with the same first digits
        StagedItem third = item.conflictingTwice();
        return new StagedLookup(third, store.info(third.name()).orElse(null));
    }

    /**
     * The entry of an owner's copy under the id of all copies if an earlier version staged its content under that id, so that it is not
     * imported again, or parked it there, so that its dead letter ends; else the same entry.
     */
    public ListedItem asStaged(ListedItem listed) throws IOException {
        Optional<String> all = ItemId.ofAllCopies(listed.id());
        if (all.isEmpty()) {
            return listed;
        }
        ListedItem earlier = listed.under(all.get());
        StagedLookup lookup = look(earlier, "");
        return lookup.staged() || isParked(lookup.item()) ? earlier : listed;
    }

    /** Whether an earlier collection could not stage this content under this name. */
    private boolean isParked(StagedItem item) {
        DeadLetter letter = parked.get(DeadLetters.nameOf(item));
        return letter != null && item.sha256().equals(letter.listed().sha256());
    }

    /** Records that a listed item is staged already. If a collection that did not complete staged it, its report counts it. */
    public void found(Collection collection, StagedLookup lookup) throws IOException {
        StagedItem item = lookup.item();
        ObjectInfo original = lookup.original();
        if (item.version().isEmpty() && endless.contains(original.metadata().getOrDefault("run", ""))) {
            StagedItem.of(connector, original)
                    .ifPresent(found ->
                            collection.evidence(ledger.append(found.events().foundStaged(found.original()))));
        }
        seenBefore(collection, item);
    }

    /** The reference once the content is known. */
    public StagedItem fetched(StagedLookup lookup, FetchedContent content) {
        return lookup.item().withContent(content.size(), content.sha256());
    }

    /** Opens the day of the item for the sweep, and for the copies if they are on; must be called before the original is written. */
    public void opening(Collection collection, StagedItem item) throws IOException {
        collection.writing(item);
        days.open(item.archivedAt());
    }

    /**
     * Records a listed item that is staged already, perhaps by a collection that did not complete. Other content under a known id
     * stays parked until a replay.
     */
    public void seenBefore(Collection collection, StagedItem item) throws IOException {
        boolean conflict = !item.version().isEmpty();
        // a crash can leave no letter, or that of an attempt before the content was staged
        Optional<DeadLetter> letter =
                conflict ? deadLetters.ofItem(item).filter(found -> found.staged() != null) : Optional.empty();
        if (conflict && letter.isEmpty()) {
            conflict(collection, item);
            return;
        }
        if (letter.isPresent() && letter.get().open()) {
            noteParked(collection, item.id(), Reason.ID_CONFLICT);
        } else {
            collection.evidence(ledger.append(new ItemEvents(collection.run(), item.id(), item.name()).seenBefore()));
            resolve(collection, item);
        }
        collection.dealtWith(item);
    }

    /**
     * Records an item that was staged after its lookup, as one that the lookup found.
     *
     * @throws StorageException when the original has other content; the next collection stages this content under another name
     */
    public void stagedMeanwhile(Collection collection, StagedItem item, ListedItem listed) throws IOException {
        ObjectInfo there = store.info(item.name()).orElse(null);
        if (there == null || listed.sha256() != null && !sameContent(there, listed)) {
            throw new StorageException("Another process staged other content under the same id meanwhile", null);
        }
        found(collection, new StagedLookup(item, there));
    }

    /** Records that an original was written, with the facts that its listing does not attest, and resolves its dead letter. */
    public void staged(Collection collection, StagedItem item, ListedItem listed) throws IOException {
        collection.evidence(ledger.append(item.events().staged(item.original(), listed.unattested())));
        resolve(collection, item);
        collection.dealtWith(item);
    }

    /** Parks staged content that differs from the first content of its id. */
    public void conflict(Collection collection, StagedItem item) throws IOException {
        collection.evidence(
                deadLetters.parkItem(item, Reason.ID_CONFLICT, "The same id was staged before with another SHA-256"));
        noteParked(collection, item.id(), Reason.ID_CONFLICT);
        collection.dealtWith(item);
    }

    /** Sets aside a listed item that could not be fetched, for the end of its window. */
    public void setAside(Collection collection, ListedItem listed) {
        collection.setAside(listed);
    }

    /** Parks a listed item that is not staged. */
    public void park(Collection collection, ListedItem listed, Reason reason, String detail) throws IOException {
        // other content under a known id must not take the place of the dead letter of the first
        StagedItem place = look(collection, listed).item();
        collection.evidence(deadLetters.parkListed(listed, place, reason, detail));
        noteParked(collection, listed.id(), reason);
        if (reason.equals(Reason.FETCH_FAILED) || reason.equals(Reason.CHECKSUM_MISMATCH)) {
            collection.notStaged(listed);
        }
        if (reason.equals(Reason.FETCH_FAILED)) {
            collection.fetchFailed();
        } else {
            collection.dealtWith();
        }
    }

    /** Resolves the dead letter of a listed entry that is no item, such as a file with items, once it is usable. */
    public void usable(Collection collection, ListedItem entry) throws IOException {
        resolve(collection, StagedItem.of(connector, entry, collection.run()));
    }

    private void resolve(Collection collection, StagedItem item) throws IOException {
        DeadLetter waiting = parked.remove(DeadLetters.nameOf(item));
        if (waiting != null) {
            deadLetters.end(waiting, DeadLetter.End.RESOLVED, collection.by());
        }
    }

    private void noteParked(Collection collection, String id, Reason reason) {
        collection.evidence(ledger.append(collection.events().parked(id, reason.label())));
    }

    private static boolean sameContent(ObjectInfo there, ListedItem listed) {
        return listed.sha256().equalsIgnoreCase(there.metadata().get("sha256"));
    }
}
