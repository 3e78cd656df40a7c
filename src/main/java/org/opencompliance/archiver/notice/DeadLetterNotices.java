package org.opencompliance.archiver.notice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.ledger.report.Advice;
import org.opencompliance.archiver.notice.NoticeMarks.Marks;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Makes one notice of all dead letters that were opened since the last one. It reads only those that were written since then,
 * by the clock of the storage area, so that each is in a notice whichever process wrote it.
 */
public final class DeadLetterNotices {

    /** Most dead letters that are read for a notice; further ones are counted without their reason. */
    static final int MAX_READ = 10_000;

    private static final String SUBJECT = "new";
    /** Time after which a write is in the listing with its time. */
    private static final Duration SETTLED = Duration.ofSeconds(5);
    /** A dead letter is usually written at most this long after its opening time. */
    private static final Duration WRITTEN = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final String connector;
    private final Notices notices;
    private final Advice.Source advice;
    private final JsonObjects<DeadLetter> letters;

    /** @param advice the required action for each reason */
    public DeadLetterNotices(ObjectStore store, String connector, Notices notices, Advice.Source advice) {
        this.store = store;
        this.connector = connector;
        this.notices = notices;
        this.advice = advice;
        this.letters = new JsonObjects<>(store, DeadLetter.class);
    }

    /** Makes the notice when it is due: the gathering time is over, and the interval since the last notice too. */
    public void look() throws IOException {
        if (!notices.settings().sends(NoticeKind.DEAD_LETTERS)) {
            return;
        }
        Instant now = store.now();
        Marks marks = notices.marks().read();
        Instant before = marks.noticed(NoticeKind.DEAD_LETTERS, SUBJECT);
        if (before != null && before.plus(notices.settings().times().repeat()).isAfter(now)) {
            return;
        }
        Instant from = Optional.ofNullable(marks.deadLettersTo()).orElse(Instant.EPOCH);
        Instant to = now.minus(SETTLED);
        Found found = find(from, to);
        if (found.isOnlyOld()) {
            notices.marks().change(read -> read.deadLettersTo(to));
        } else if (found.oldest != null
                && !found.oldest.plus(notices.settings().times().gather()).isAfter(now)) {
            notices.make(notice(found, now));
            // a crash before this record repeats the notice
            notices.marks().change(read -> read.deadLettersTo(to)
                    .noticed(
                            NoticeKind.DEAD_LETTERS,
                            SUBJECT,
                            now,
                            now.minus(notices.settings().times().repeat())));
        }
    }

    /** The new dead letters. */
    private static final class Found {
        private final Map<String, Long> reasons = new TreeMap<>();
        private final List<String> items = new ArrayList<>();
        private Instant oldest;
        private long number;
        private long written;

        /** Whether objects were written, and none of them is a new dead letter. */
        private boolean isOnlyOld() {
            return written > 0 && number == 0;
        }

        private void add(DeadLetter letter) {
            reasons.merge(letter.reason().label(), 1L, Long::sum);
            if (items.size() < Notice.MAX_ITEMS
                    && letter.listed().id() != null
                    && !items.contains(letter.listed().id())) {
                items.add(letter.listed().id());
            }
            count(letter.opening().openedAt());
        }

        private void count(Instant opened) {
            number++;
            oldest = oldest == null || opened.isBefore(oldest) ? opened : oldest;
        }
    }

    private Found find(Instant from, Instant to) throws IOException {
        Found found = new Found();
        try (var names = store.list("dead-letters/" + connector + "/")) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) names::iterator) {
                boolean written = !info.lastModified().isBefore(from)
                        && info.lastModified().isBefore(to);
                if (written && found.written++ < MAX_READ) {
                    letters.read(info.name())
                            .map(Versioned::value)
                            .filter(letter -> isNew(letter, from))
                            .ifPresent(found::add);
                } else if (written) {
                    found.count(info.lastModified());
                }
            }
        }
        return found;
    }

    /** A replay that leaves it open writes it too, long after its opening. */
    private static boolean isNew(DeadLetter letter, Instant from) {
        boolean late = letter.opening().openedAt().plus(WRITTEN).isBefore(from);
        return letter.open() && (letter.replay() == null || !late);
    }

    private Notice notice(Found found, Instant now) {
        Notice.Facts facts = new Notice.Facts(
                null,
                null,
                null,
                Map.of("deadLetters", found.number),
                ReasonCount.of(found.reasons, advice),
                found.items);
        String number = found.number == 1 ? "1 new dead letter" : found.number + " new dead letters";
        return new Notice(
                Notices.day(now) + "/dead-letters-" + now.toEpochMilli(),
                NoticeKind.DEAD_LETTERS,
                SUBJECT,
                connector,
                now,
                true,
                "WeChat Archiver: " + number + " (" + Notices.day(now) + ")",
                "Connector " + connector + ": " + number + " since the last notice.\n"
                        + (found.written > MAX_READ ? "The reasons of the first " + MAX_READ + " are counted.\n" : "")
                        + NoticeText.parked(facts),
                facts);
    }
}
