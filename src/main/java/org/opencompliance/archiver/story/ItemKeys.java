package org.opencompliance.archiver.story;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencompliance.archiver.exchange.operation.InternetMessageIds;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.index.LineKeys;

/** The keys by which the ledger is searched: ids only, like the ledger itself. */
final class ItemKeys implements LineKeys {

    /** The key of each line with which an item enters the ledger. */
    static final String ITEMS = "items";

    private final String connector;

    ItemKeys(String connector) {
        this.connector = connector;
    }

    /** The key of each line with which an item enters the ledger that was archived on a UTC day; without a day, of parked ones. */
    static String archived(LocalDate day) {
        return "archived " + (day == null ? "" : day);
    }

    static String item(String id) {
        return "item " + id;
    }

    /** @param id the id that all copies of a message have */
    static String copies(String id) {
        return "copies " + id;
    }

    /** @param id of a message in Exchange */
    static String message(String id) {
        return "message " + id;
    }

    /** @param id with or without angle brackets, in any case */
    static String internetMessage(String id) {
        String bare = id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
        return "internet-message " + bare.toLowerCase(Locale.ROOT);
    }

    static String mailbox(String id) {
        return "mailbox " + id;
    }

    static String run(String name) {
        return "run " + name;
    }

    static String status(Disposition disposition) {
        return "status " + disposition.label();
    }

    static String mapping(String version) {
        return "mapping " + version;
    }

    static String start(String writer) {
        return "start " + writer;
    }

    @Override
    public String name() {
        return "items-2";
    }

    @Override
    public Optional<String> subject(LedgerLine line) {
        return line.is(EventType.DELIVERED) && isMailbox(line.mailbox())
                ? Optional.of(mailbox(line.mailbox()))
                : Optional.empty();
    }

    @Override
    public List<String> of(LedgerLine line) {
        List<String> keys = new ArrayList<>();
        if (line.item() != null) {
            keys.add(item(line.item()));
            ItemId.ofAllCopies(line.item()).ifPresent(id -> keys.add(copies(id)));
            addItem(line, keys);
        } else if (line.is(EventType.MAPPING_ACCEPTED)) {
            keys.add(mapping(line.text("version")));
        } else if (line.is(EventType.STARTED)) {
            keys.add(start(line.writer()));
        } else if (line.run() != null) {
            keys.add(run(line.run()));
        }
        return keys;
    }

    private void addItem(LedgerLine line, List<String> keys) {
        if (line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED) || line.is(EventType.PARKED_AT_COLLECTION)) {
            keys.add(ITEMS);
            keys.add(archived(day(line.text("archivedAt"))));
        }
        if (line.is(EventType.PARKED_AT_COLLECTION)) {
            keys.add(status(Disposition.FAILED));
        }
        if (line.is(EventType.DELIVERED) || line.is(EventType.CLOSED)) {
            addEnd(line, keys);
        }
        if (line.is(EventType.DOUBLE_FOUND)) {
            for (String id : line.text("ids").split(" ")) {
                keys.add(message(id));
            }
        }
    }

    /** Nearly every item is imported, so that status needs no entry of its own. */
    private void addEnd(LedgerLine line, List<String> keys) {
        String disposition = line.text("disposition");
        if (disposition != null && !disposition.equals(Disposition.IMPORTED.label())) {
            keys.add(status(Disposition.of(disposition)));
        }
        if (line.text("message") != null) {
            keys.add(message(line.text("message")));
        }
        if (line.is(EventType.DELIVERED) && isMailbox(line.mailbox())) {
            keys.add(mailbox(line.mailbox()));
            keys.add(internetMessage(internetMessageId(line.item(), line.text("name"), line.mailbox())));
        }
    }

    /** The internet message id that the import gives the message of a delivery. */
    String internetMessageId(String item, String original, String mailbox) {
        return InternetMessageIds.of(connector, deliveryId(item, original), mailbox);
    }

    /** As {@code StagedItem.deliveryId}: other content under a known id has its version in the name of its original. */
    private static String deliveryId(String item, String original) {
        String stem = original.substring(original.lastIndexOf('/') + 1, original.lastIndexOf('.'));
        String encoded = ItemId.encode(item);
        return stem.length() > encoded.length() ? item + " " + stem.substring(encoded.length() + 1) : item;
    }

    private static LocalDate day(String time) {
        return time == null ? null : LocalDate.ofInstant(Instant.parse(time), ZoneOffset.UTC);
    }

    private static boolean isMailbox(String mailbox) {
        return mailbox != null && !mailbox.startsWith(LedgerEvent.PARTICIPANT);
    }
}
