package org.opencompliance.archiver.deadletter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.opencompliance.archiver.deadletter.DeadLetter.End;
import org.opencompliance.archiver.deadletter.DeadLetter.Ending;
import org.opencompliance.archiver.deadletter.DeadLetter.Opening;
import org.opencompliance.archiver.deadletter.DeadLetter.Recipient;
import org.opencompliance.archiver.deadletter.DeadLetter.Replay;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectNames;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/** Stores dead letters: one for an item, or for an item and mailbox. Safe for any number of threads and processes. */
public final class DeadLetters {

    private static final String ITEM = "item";
    private static final String ENDING = ".json";
    /** Most reasons of routes that a message names. */
    private static final int MAX_NAMED = 20;

    private final ObjectStore store;
    private final Ledger ledger;
    private final JsonObjects<DeadLetter> letters;
    private final String connector;

    /**
     * The subject of a dead letter.
     *
     * @param stem of the dead letter's name
     * @param staged null when the item is not staged
     * @param delivery null when the item is parked as a whole
     */
    private record Parked(String stem, ListedItem listed, StagedItem staged, Delivery delivery, String run) {}

    public DeadLetters(ObjectStore store, Ledger ledger, String connector) {
        this.store = store;
        this.ledger = ledger;
        this.letters = new JsonObjects<>(store, DeadLetter.class);
        this.connector = connector;
    }

    /**
     * Parks an item that is not staged.
     *
     * @param place where it would be staged; another content of an id has a dead letter of its own
     */
    public CompletableFuture<Void> parkListed(ListedItem listed, StagedItem place, Reason reason, String detail)
            throws IOException {
        Parked parked = new Parked(place.deadLetterFolder() + ITEM, listed, null, null, place.run());
        return park(letter(parked, reason, detail));
    }

    /** Parks a staged item. */
    public CompletableFuture<Void> parkItem(StagedItem item, Reason reason, String detail) throws IOException {
        Parked parked = new Parked(item.deadLetterFolder() + ITEM, listed(item), item, null, item.run());
        return park(letter(parked, reason, detail));
    }

    /** Parks one delivery of a staged item. */
    public CompletableFuture<Void> parkDelivery(StagedItem item, Delivery delivery, Reason reason, String detail)
            throws IOException {
        String name = item.deadLetterFolder() + delivery.mailbox();
        return park(letter(new Parked(name, listed(item), item, delivery, item.run()), reason, detail));
    }

    /** The dead letter of an item that is parked as a whole, open or ended. */
    public Optional<DeadLetter> ofItem(StagedItem item) throws IOException {
        return letters.read(nameOf(item)).map(Versioned::value);
    }

    /** The name of the dead letter of an item that is parked as a whole. */
    public static String nameOf(StagedItem item) {
        return item.deadLetterFolder() + ITEM + ENDING;
    }

    /** All dead letters of an item. */
    public Stream<DeadLetter> of(StagedItem item) throws IOException {
        return read(item.deadLetterFolder());
    }

    /** All open dead letters, read as the stream is consumed. */
    public Stream<DeadLetter> open() throws IOException {
        return read(folder()).filter(DeadLetter::open);
    }

    /**
     * The open dead letters of one reason (its label), or all when the label is null.
     *
     * @throws UnknownReasonException for a reason that neither the program nor a dead letter has
     */
    public List<DeadLetter> list(String reason) throws IOException {
        return list(reason, false);
    }

    /**
     * As {@link #list(String)}.
     *
     * @param ended whether to list those that ended too
     */
    public List<DeadLetter> list(String reason, boolean ended) throws IOException {
        Reason wanted = reason == null ? null : reason(reason);
        try (var letters = ended ? read(folder()) : open()) {
            return letters.filter(letter -> wanted == null || letter.reason().equals(wanted))
                    .toList();
        }
    }

    /**
     * The reason with that label, if the program or a dead letter has it.
     *
     * @throws UnknownReasonException otherwise
     */
    public Reason reason(String label) throws IOException {
        Reason wanted = Reason.given(label);
        if (wanted.isKnown() && !wanted.isRefused()) {
            return wanted;
        }
        List<Reason> own;
        try (var all = read(folder())) {
            own = all.map(DeadLetter::reason)
                    .filter(reason -> !reason.isKnown())
                    .distinct()
                    .toList();
        }
        if (wanted.isRefused() || !own.contains(wanted)) {
            List<Reason> first = own.subList(0, Math.min(own.size(), MAX_NAMED));
            throw new UnknownReasonException(label, Reason.labels(first));
        }
        return wanted;
    }

    /** Ends an open dead letter. Does not change one that has ended or was opened again meanwhile. */
    public void end(DeadLetter letter, End how, String by) throws IOException {
        Optional<Versioned<DeadLetter>> found = letters.read(letter.name());
        if (found.isEmpty() || !found.get().value().sameAs(letter)) {
            return;
        }
        DeadLetter ended = found.get().value().ended(how, by, store.now());
        if (letters.replace(found.get(), ended).isPresent()) {
            ledger.append(LedgerEvent.deadLetterEnded(
                    letter.opening().run(),
                    letter.listed().id(),
                    letter.mailbox(),
                    how.name().toLowerCase(Locale.ROOT),
                    by));
        }
    }

    /** All dead letters with an item id, open or ended. */
    public List<DeadLetter> ofId(String id) throws IOException {
        try (var all = read(folder())) {
            return all.filter(letter -> letter.listed().id().equals(id)).toList();
        }
    }

    /**
     * The dead letters with the given names, open or ended; a name that no dead letter has is left out.
     *
     * @throws IllegalArgumentException for a text that cannot be the name of a dead letter of this connector
     */
    public List<DeadLetter> named(List<String> names) throws IOException {
        List<DeadLetter> found = new ArrayList<>();
        for (String name : names) {
            letters.read(requireName(name)).map(Versioned::value).ifPresent(found::add);
        }
        return found;
    }

    /**
     * Returns the name of a dead letter of this connector unchanged; it need not exist.
     *
     * @throws IllegalArgumentException for any other text, which the message does not have
     */
    public String requireName(String name) {
        if (!name.startsWith(folder()) || !name.endsWith(ENDING) || !ObjectNames.isName(name)) {
            throw new IllegalArgumentException("A text of " + name.length()
                    + " characters is not the name of a dead letter: take it from the list");
        }
        return name;
    }

    /** Ends the open dead letters of an item without a delivery; the ledger has the user and the reason. @return their number */
    public int discard(String id, String by, String why) throws IOException {
        return discard(ofId(id), by, why);
    }

    /** Ends those that are open without a delivery; the ledger has the user and the reason. @return their number */
    public int discard(List<DeadLetter> all, String by, String why) throws IOException {
        int discarded = 0;
        for (DeadLetter letter : all) {
            Optional<Versioned<DeadLetter>> found = letters.read(letter.name());
            if (letter.open() && found.isPresent() && found.get().value().sameAs(letter)) {
                DeadLetter ended = found.get().value().ended(new Ending(End.DISCARDED, store.now(), by, why));
                if (letters.replace(found.get(), ended).isPresent()) {
                    ledger.append(LedgerEvent.deadLetterDiscarded(
                                    letter.opening().run(), letter.listed().id(), letter.mailbox(), by, why))
                            .join();
                    discarded++;
                }
            }
        }
        return discarded;
    }

    /** The current state of a dead letter, empty when no dead letter has that name. */
    public Optional<DeadLetter> find(String name) throws IOException {
        return letters.read(name).map(Versioned::value);
    }

    /** Records on an open dead letter that a replay left it open. */
    public void replayed(DeadLetter letter, String by) throws IOException {
        Optional<Versioned<DeadLetter>> found = letters.read(letter.name());
        if (found.isPresent() && found.get().value().sameAs(letter)) {
            letters.replace(found.get(), found.get().value().replayed(new Replay(by, store.now())));
        }
    }

    private DeadLetter letter(Parked parked, Reason reason, String detail) throws IOException {
        Delivery delivery = parked.delivery();
        return DeadLetter.of(
                parked.stem() + ENDING,
                parked.listed(),
                parked.staged(),
                delivery == null ? Recipient.NONE : new Recipient(delivery.mailbox(), delivery.address()),
                new Opening(
                        reason,
                        FailureWords.plain(reason.detail(detail)),
                        parked.run(),
                        store.now(),
                        reason.ownHint()));
    }

    private CompletableFuture<Void> park(DeadLetter letter) throws IOException {
        if (letters.create(letter.name(), letter).isEmpty()) {
            Versioned<DeadLetter> before = letters.read(letter.name()).orElseThrow();
            if (before.value().open() && before.value().reason().equals(letter.reason())) {
                return CompletableFuture.completedFuture(null);
            }
            if (letters.replace(before, letter).isEmpty()) {
                return park(letter);
            }
        }
        return ledger.append(LedgerEvent.deadLetterOpened(
                letter.opening().run(),
                letter.listed().id(),
                letter.mailbox(),
                letter.reason().label()));
    }

    private String folder() {
        return "dead-letters/" + connector + "/";
    }

    private Stream<DeadLetter> read(String prefix) throws IOException {
        return store.list(prefix).map(ObjectInfo::name).map(this::readOne);
    }

    private DeadLetter readOne(String name) {
        try {
            return letters.read(name).orElseThrow().value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ListedItem listed(StagedItem item) {
        return new ListedItem(item.id(), item.type(), item.archivedAt(), item.size(), item.sha256());
    }
}
