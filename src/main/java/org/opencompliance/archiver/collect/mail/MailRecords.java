package org.opencompliance.archiver.collect.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The mails that were taken or parked: immutable objects with the mails of a collection, several for a large one. The name of an object
 * has what a collection asks first, so that most objects are not read.
 */
public final class MailRecords {

    private static final String ENDING = ".json";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int PARTS = 6;
    private static final int DIGITS = 16;
    /** Keeps an object below 2 MB. */
    private static final int MOST_IN_BATCH = 2_000;

    /** Mails with a UID that much below the greatest recorded one are looked for again. */
    private static final long SHOWN_LATE = 1_000;

    private final JsonObjects<Mails> objects;
    private final ObjectStore store;
    private final String folder;

    /** The content of an object. */
    record Mails(String run, List<MailRecord> mails) {}

    /**
     * An object, by its name.
     *
     * @param first the least UID
     * @param last the greatest UID
     * @param firstDay the earliest archived-at day of its items
     * @param lastDay the latest one
     * @param parked number of mails that are not taken
     */
    record Batch(String name, long first, long last, LocalDate firstDay, LocalDate lastDay, int parked) {

        boolean hasDay(LocalDate day) {
            return !day.isBefore(firstDay) && !day.isAfter(lastDay);
        }

        /** Whether a requested range can read a mail of it again. */
        boolean isAskedBy(Window range) {
            return parked > 0 || overlaps(firstDay, lastDay, range);
        }
    }

    static boolean overlaps(LocalDate first, LocalDate last, Window range) {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(range.to())
                && last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(range.from());
    }

    /** @param url of the folder or mailbox; the records of another one do not count */
    public MailRecords(ObjectStore store, String connector, String url) {
        this.store = store;
        this.objects = new JsonObjects<>(store, Mails.class);
        this.folder = folder(connector) + digits(url) + "/";
    }

    /** The folder of the records of all folders and mailboxes of a connector. */
    static String folder(String connector) {
        return "state/" + connector + "/mail/";
    }

    /** The objects of a group, in the order of their names. */
    List<Batch> batches(String group) throws IOException {
        List<Batch> batches = new ArrayList<>();
        try (var names = store.listWithoutMetadata(folder + group + "/")) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) names::iterator) {
                batches.add(batch(info.name()));
            }
        }
        return batches;
    }

    static Batch batch(String name) {
        String[] parts = name.substring(name.lastIndexOf('/') + 1, name.length() - ENDING.length())
                .split("_", PARTS);
        return new Batch(
                name,
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                LocalDate.parse(parts[2], DAY),
                LocalDate.parse(parts[3], DAY),
                Integer.parseInt(parts[4]));
    }

    /**
     * What is recorded of the newest mails of a mailbox.
     *
     * @param from mails with a lower UID are recorded
     * @param done UIDs from there on that are recorded
     * @param again UIDs of mails that could not be read
     */
    public record Newest(long from, Set<Long> done, Set<Long> again) {}

    /**
     * Reads the records of the newest UIDs only; a server may show a UID later than the next one.
     *
     * @param next the UIDNEXT of the mailbox; a record from there on is of a UID that the server made up, and does not count
     */
    public Newest newest(String group, long next) throws IOException {
        List<Batch> batches = batches(group);
        long top = 0;
        for (Batch batch : batches) {
            top = Math.max(top, batch.last() < next ? batch.last() : last(batch, next));
        }
        long from = Math.max(1, top - SHOWN_LATE);
        Set<Long> done = new HashSet<>();
        Set<Long> again = new HashSet<>();
        for (Batch batch : batches) {
            if (batch.last() >= from || batch.parked() > 0) {
                for (MailRecord mail : read(batch)) {
                    if (mail.number() < next) {
                        (mail.isDone() ? done : again).add(mail.number());
                    }
                }
            }
        }
        again.removeAll(taken(batches, again));
        return new Newest(from, done, again);
    }

    private long last(Batch batch, long next) throws IOException {
        return read(batch).stream()
                .mapToLong(MailRecord::number)
                .filter(uid -> uid < next)
                .max()
                .orElse(0);
    }

    /** The UIDs that a later object has as done. */
    private Set<Long> taken(List<Batch> batches, Set<Long> again) throws IOException {
        Set<Long> taken = new HashSet<>();
        for (Batch batch : batches) {
            if (again.stream().anyMatch(uid -> batch.first() <= uid && uid <= batch.last())) {
                read(batch).stream().filter(MailRecord::isDone).forEach(mail -> taken.add(mail.number()));
            }
        }
        return taken;
    }

    /** The UIDs of a mailbox that a requested range reads again. */
    public Set<Long> askedBy(Window range, String group) throws IOException {
        Set<Long> asked = new HashSet<>();
        for (Batch batch : batches(group)) {
            if (batch.isAskedBy(range)) {
                read(batch).stream().filter(mail -> mail.isAskedBy(range)).forEach(mail -> asked.add(mail.number()));
            }
        }
        return asked;
    }

    /** The mails of an object. */
    List<MailRecord> read(Batch batch) throws IOException {
        return objects.read(batch.name())
                .orElseThrow(() -> new IOException("A record of mails is gone"))
                .value()
                .mails();
    }

    /** Stores the records of a window. */
    void add(String run, Instant window, Map<String, List<MailRecord>> byGroup) throws IOException {
        for (Map.Entry<String, List<MailRecord>> group : new TreeMap<>(byGroup).entrySet()) {
            List<MailRecord> mails = group.getValue();
            for (int from = 0; from < mails.size(); from += MOST_IN_BATCH) {
                add(run, window, group.getKey(), mails.subList(from, Math.min(from + MOST_IN_BATCH, mails.size())));
            }
        }
    }

    private void add(String run, Instant window, String group, List<MailRecord> mails) throws IOException {
        List<LocalDate> days = mails.stream().map(MailRecord::day).sorted().toList();
        List<Long> numbers = mails.stream().map(MailRecord::number).sorted().toList();
        long parked = mails.stream()
                .filter(mail -> !mail.outcome().equals(MailRecord.TAKEN))
                .count();
        String name = String.join(
                "_",
                Long.toString(numbers.get(0)),
                Long.toString(numbers.get(numbers.size() - 1)),
                DAY.format(days.get(0)),
                DAY.format(days.get(days.size() - 1)),
                Long.toString(parked),
                run + "-" + window.getEpochSecond() + "-" + digits(mails.get(0).key()));
        objects.create(folder + group + "/" + name + ENDING, new Mails(run, mails));
    }

    private static String digits(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
