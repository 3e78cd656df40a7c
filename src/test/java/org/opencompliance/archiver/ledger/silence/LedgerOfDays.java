package org.opencompliance.archiver.ledger.silence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.ledger.CollectionEvents;
import org.opencompliance.archiver.ledger.CollectionEvents.ListedWindow;
import org.opencompliance.archiver.ledger.CollectionEvents.Unattested;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.storage.LocalObjectStore;

/** A storage area whose ledger has a collection at 02:00 UTC of each day, which lists the day before. */
public final class LedgerOfDays implements Closeable {

    static final SilenceRules RULES = MadeUpActivity.RULES;

    final LocalObjectStore store;
    private final GroupCommitLedger ledger;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public LedgerOfDays(Path folder) throws IOException {
        store = LocalObjectStore.open(folder, clock());
        LedgerSettings settings = new LedgerSettings(
                "wechat", "w", Duration.ZERO, 1_000, 1 << 20, 1_000, 1 << 20, 1_000, Duration.ofSeconds(1));
        ledger = GroupCommitLedger.open(store, settings, clock());
    }

    /** The clock of all parts of the area. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneId.of("Asia/Shanghai");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    public LedgerOfDays at(String time) {
        now = Instant.parse(time);
        return this;
    }

    /** The collection of an archived-at day, on the next day: one item for each mailbox. */
    public LedgerOfDays collected(LocalDate archived, String... mailboxes) {
        now = archived.plusDays(1).atTime(2, 0).toInstant(ZoneOffset.UTC);
        List<LedgerEvent> events = new ArrayList<>();
        String run = "run-" + archived;
        for (String mailbox : mailboxes) {
            ItemEvents item = item(run, archived, mailbox);
            Instant at = archived.atTime(23, 30).toInstant(ZoneOffset.UTC);
            events.add(item.staged(new ItemEvents.Original("00", 1, at, "chat")));
            events.add(item.imported(mailbox, "m", 0));
            events.add(item.closed());
        }
        Instant end = now.minus(Duration.ofMinutes(5));
        Instant begin = end.minus(Duration.ofHours(48));
        events.add(new CollectionEvents(run)
                .completed(new ListedWindow(begin, end, mailboxes.length, null, Unattested.NONE)));
        return append(events);
    }

    /** Weeks with five mailboxes, of which one gets nothing after a day. */
    public LedgerOfDays collected(LocalDate first, LocalDate last, LocalDate end) {
        for (LocalDate day = first; !day.isAfter(end); day = day.plusDays(1)) {
            if (day.isAfter(last)) {
                collected(day, "a", "b", "c", "d");
            } else {
                collected(day, "a", "b", "c", "d", "leaver");
            }
        }
        return this;
    }

    /** An item of an old day is delivered by a replay. */
    LedgerOfDays replayed(LocalDate archived, String mailbox) {
        return append(List.of(item("run-" + archived, archived, mailbox).imported(mailbox, "m", 0)));
    }

    /** A mailbox refuses an item that was archived on a day. */
    LedgerOfDays refused(LocalDate archived, String mailbox) {
        ItemEvents item = item("run-" + archived, archived, mailbox);
        return append(List.of(item.attemptFailed(mailbox, "HTTP 507")));
    }

    LedgerOfDays failedFor(LocalDate archived, String mailbox) {
        ItemEvents item = item("run-" + archived, archived, mailbox);
        return append(List.of(item.ended(mailbox, Disposition.FAILED, "rejected")));
    }

    LedgerOfDays append(List<LedgerEvent> events) {
        for (int from = 0; from < events.size(); from += 90) {
            ledger.append(events.subList(from, Math.min(events.size(), from + 90))
                            .toArray(LedgerEvent[]::new))
                    .join();
        }
        return this;
    }

    private static ItemEvents item(String run, LocalDate archived, String mailbox) {
        String name = "staged/wechat/" + archived.toString().replace('-', '/') + "/" + mailbox + ".eml";
        return new ItemEvents(run, mailbox + archived, name);
    }

    /** As a process has it: a schedule at 02:00 UTC. */
    Silences silences() {
        return silences(day -> Optional.of(day.plusDays(1).atTime(2, 0).toInstant(ZoneOffset.UTC)));
    }

    Silences silences(Silences.Due due) {
        return new Silences(store, "wechat", RULES, due, clock());
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        store.close();
    }
}
