package org.opencompliance.archiver.ledger.silence;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.opencompliance.archiver.ledger.silence.DayActivity.Archived;
import org.opencompliance.archiver.ledger.silence.DayActivity.Span;

/** Made-up days: each day at 02:00 UTC a collection lists the day before, and all its items are imported. */
final class MadeUpActivity {

    static final SilenceRules RULES = new SilenceRules(8, 16, 2, 30, 30, "");

    private final LocalDate first;
    private final Map<String, Predicate<LocalDate>> mailboxes = new LinkedHashMap<>();
    private final Set<LocalDate> outages = new HashSet<>();
    private final Set<LocalDate> unimported = new HashSet<>();
    private final Map<LocalDate, Long> totals = new TreeMap<>();

    /** @param first the first archived-at day */
    MadeUpActivity(LocalDate first) {
        this.first = first;
    }

    static boolean weekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** A mailbox with an item on these days. */
    MadeUpActivity mailbox(String id, Predicate<LocalDate> active) {
        mailboxes.put(id, active);
        return this;
    }

    /** No collection ever lists this archived-at day. */
    MadeUpActivity outage(LocalDate day) {
        outages.add(day);
        return this;
    }

    /** The items of this day are staged, and none is imported. */
    MadeUpActivity unimported(LocalDate day) {
        unimported.add(day);
        return this;
    }

    /** The number of items of a day, in place of one for each mailbox. */
    MadeUpActivity total(LocalDate day, long items) {
        totals.put(day, items);
        return this;
    }

    /** The search at the end of a day of the ledger, which knows the archived-at days before it. */
    SilenceSearch at(LocalDate day) {
        return at(day, RULES);
    }

    SilenceSearch at(LocalDate day, SilenceRules rules) {
        History history = new History(SilenceSearch.from(day, rules));
        for (LocalDate each = history.origin(); !each.isAfter(day); each = each.plusDays(1)) {
            if (each.isAfter(first)) {
                history.add(ledgerDay(each));
            }
        }
        return new SilenceSearch(history, day, rules);
    }

    /** The activity of a day of the ledger, on which the items of the day before were collected. */
    DayActivity ledgerDay(LocalDate day) {
        LocalDate archived = day.minusDays(1);
        if (outages.contains(archived)) {
            return new DayActivity(DayActivity.FORM, day, List.of(), List.of(), 0, List.of(), new TreeMap<>());
        }
        boolean imported = !unimported.contains(archived);
        TreeMap<String, int[]> active = new TreeMap<>();
        mailboxes.forEach((id, days) -> {
            if (imported && days.test(archived)) {
                active.put(id, new int[] {1});
            }
        });
        long items = totals.getOrDefault(
                archived,
                mailboxes.values().stream().filter(days -> days.test(archived)).count());
        List<Archived> counts = new ArrayList<>();
        if (items > 0) {
            counts.add(new Archived(archived, items, 0, imported ? items : 0));
        }
        return new DayActivity(DayActivity.FORM, day, List.of(), List.of(collected(archived)), 0, counts, active);
    }

    /** From 01:55 UTC of the day before to 01:55 of the day after, or from midnight after an outage. */
    private Span collected(LocalDate archived) {
        Instant midnight = archived.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = midnight.plus(Duration.ofMinutes(24 * 60 + 115));
        boolean gap = outages.contains(archived.minusDays(1)) || archived.equals(first);
        return new Span(gap ? midnight : midnight.minus(Duration.ofMinutes(24 * 60 - 115)), end);
    }
}
