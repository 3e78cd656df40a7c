package org.opencompliance.archiver.delivery.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.delivery.WorkRecord;

/**
 * Counts the mailboxes that refuse, with about one read for each: a mailbox refuses as long as one of its open deliveries says so. Holds
 * at most {@value #MOST_ITEMS} items of a mailbox. For one thread at a time.
 */
final class Refusals {

    private static final int MOST_ITEMS = 10;
    /** Of one count: some seconds of requests to a remote area. */
    private static final int MOST_READS = 1_000;

    private final Map<String, Mailbox> mailboxes = new LinkedHashMap<>();

    /** Reads the work record of an original by its name. */
    @FunctionalInterface
    interface Records {
        Optional<WorkRecord> read(String original) throws IOException;
    }

    private static final class Mailbox {
        /** The originals; true once a read has shown no refusal. */
        private final Map<String, Boolean> items = new LinkedHashMap<>();

        private boolean refuses;
    }

    /** Notes a failed attempt at a delivery; it can be a refusal. */
    void note(String mailbox, String original) {
        Mailbox known = mailboxes.computeIfAbsent(mailbox, id -> new Mailbox());
        if (known.items.size() < MOST_ITEMS) {
            known.items.putIfAbsent(original, false);
        }
    }

    void clear() {
        mailboxes.clear();
    }

    /** The number of mailboxes that refuse; with more than the most reads, some of them as at an earlier count. */
    long count(Records records) throws IOException {
        int reads = 0;
        for (String id : List.copyOf(mailboxes.keySet())) {
            if (reads >= MOST_READS) {
                break;
            }
            // to the end: the next count begins with those that this one leaves out
            Mailbox mailbox = mailboxes.remove(id);
            reads += look(id, mailbox, records);
            if (!mailbox.items.isEmpty()) {
                mailboxes.put(id, mailbox);
            }
        }
        return mailboxes.values().stream().filter(mailbox -> mailbox.refuses).count();
    }

    private static int look(String id, Mailbox mailbox, Records records) throws IOException {
        mailbox.refuses = false;
        int reads = 0;
        for (Map.Entry<String, Boolean> item : new ArrayList<>(mailbox.items.entrySet())) {
            reads++;
            Optional<WorkRecord> record = records.read(item.getKey());
            if (record.isPresent() && refuses(record.get(), id)) {
                mailbox.refuses = true;
                break;
            }
            // the ledger can have the attempt before the record has it, so one more read decides
            if (item.getValue() || record.isPresent() && record.get().closed()) {
                mailbox.items.remove(item.getKey());
            } else {
                mailbox.items.put(item.getKey(), true);
            }
        }
        return reads;
    }

    private static boolean refuses(WorkRecord record, String mailbox) {
        return record.openDeliveries().stream()
                .anyMatch(delivery -> delivery.mailbox().equals(mailbox) && delivery.troubleSince() != null);
    }
}
