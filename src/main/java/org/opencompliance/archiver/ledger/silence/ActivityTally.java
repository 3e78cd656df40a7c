package org.opencompliance.archiver.ledger.silence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.silence.DayActivity.Archived;
import org.opencompliance.archiver.ledger.silence.DayActivity.Covered;
import org.opencompliance.archiver.ledger.silence.DayActivity.Span;

/**
 * Counts the lines of one day of the ledger. Items count on the day on which the source archived them, so a replay or a
 * collection of an old range changes no recent day. Older days than {@link #REACH} do not count.
 */
final class ActivityTally {

    /** Number of days before the day of the ledger; more than any search looks back. */
    static final int REACH = 120;

    private static final String SYSTEM = "system";
    /** Characters of {@code yyyy/MM/dd} in the name of an original. */
    private static final int DATE = 10;

    private static final class Count {
        private long items;
        private long systemEvents;
        private long closed;
    }

    private final LocalDate day;
    private final String originals;
    private final List<Span> listed = new ArrayList<>();
    private final Map<LocalDate, Count> counts = new TreeMap<>();
    private final Map<String, BitSet> mailboxes = new HashMap<>();
    private final Set<String> staged = new HashSet<>();
    private long parked;

    ActivityTally(String connector, LocalDate day) {
        this.day = day;
        this.originals = "staged/" + connector + "/";
    }

    void add(LedgerLine line) {
        if (line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED)) {
            stage(line);
        } else if (line.is(EventType.DELIVERED) || line.is(EventType.ATTEMPT_FAILED)) {
            work(line);
        } else if (line.is(EventType.CLOSED)) {
            close(line);
        } else if (line.is(EventType.WINDOW_COMPLETED)) {
            list(line);
        } else if (line.is(EventType.PARKED_AT_COLLECTION)) {
            parked++;
        }
    }

    private void stage(LedgerLine line) {
        LocalDate archived = archived(line);
        if (archived == null || !staged.add(line.text("name"))) {
            return;
        }
        if (SYSTEM.equalsIgnoreCase(line.text("kind"))) {
            count(archived).systemEvents++;
        } else {
            count(archived).items++;
        }
    }

    private void close(LedgerLine line) {
        LocalDate archived = archived(line);
        if (archived != null) {
            count(archived).closed++;
        }
    }

    /** A mailbox that refuses an item had an item, so it is not silent. */
    private void work(LedgerLine line) {
        LocalDate archived = archived(line);
        boolean known = line.mailbox() != null && !line.mailbox().startsWith(LedgerEvent.PARTICIPANT);
        if (archived != null && known) {
            int back = Math.max(0, (int) (day.toEpochDay() - archived.toEpochDay()));
            mailboxes.computeIfAbsent(line.mailbox(), id -> new BitSet()).set(back);
        }
    }

    private void list(LedgerLine line) {
        try {
            listed.add(new Span(Instant.parse(line.text("from")), Instant.parse(line.text("to"))));
        } catch (DateTimeException | NullPointerException e) {
            // a line without a range covers nothing
            return;
        }
    }

    private Count count(LocalDate archived) {
        return counts.computeIfAbsent(archived, of -> new Count());
    }

    /** The archived-at day of an item, from the name of its original; null when it is unknown or too old. */
    private LocalDate archived(LedgerLine line) {
        String name = line.text("name");
        if (name == null || !name.startsWith(originals) || name.length() < originals.length() + DATE) {
            return null;
        }
        try {
            LocalDate archived = LocalDate.parse(name.substring(originals.length(), originals.length() + DATE)
                    .replace('/', '-'));
            return archived.isBefore(day.minusDays(REACH)) ? null : archived;
        } catch (DateTimeException e) {
            return null;
        }
    }

    DayActivity activity(List<Covered> files) {
        List<Archived> archived = new ArrayList<>();
        counts.forEach((of, count) -> archived.add(new Archived(of, count.items, count.systemEvents, count.closed)));
        SortedMap<String, int[]> active = new TreeMap<>();
        mailboxes.forEach((id, days) -> active.put(id, days.stream().toArray()));
        return new DayActivity(DayActivity.FORM, day, files, listed, parked, archived, active);
    }
}
