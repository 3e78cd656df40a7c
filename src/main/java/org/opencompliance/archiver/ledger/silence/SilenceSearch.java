package org.opencompliance.archiver.ledger.silence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.ledger.silence.Silence.JudgedDay;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;
import org.opencompliance.archiver.ledger.silence.Silence.Verdict;

/**
 * Finds the silent mailboxes and days at the end of a day. Only days that were listed completely and imported count, so an
 * outage of the archiver makes no mailbox silent.
 */
final class SilenceSearch {

    /** Number of earlier weeks whose same weekday a day is compared with. */
    static final int WEEKS = 8;
    /** Minimum number of known ones of them. */
    static final int KNOWN = 4;

    private static final int WEEK = 7;
    /** Days that can be missing in the ledger before the search lacks a baseline. */
    private static final int SPARE = 14;

    private static final Comparator<SilentMailbox> LONGEST_FIRST =
            Comparator.comparing(SilentMailbox::lastActive).thenComparing(SilentMailbox::mailbox);

    private final History history;
    private final LocalDate day;
    private final SilenceRules rules;
    private final int first;
    private final int end;
    /** For each day from the origin: number of days before it that count. */
    private final int[] before;
    /** The days that count. */
    private final List<Integer> counting = new ArrayList<>();

    /** @param day the day of the ledger; the history knows it and no later one */
    SilenceSearch(History history, LocalDate day, SilenceRules rules) {
        this.history = history;
        this.day = day;
        this.rules = rules;
        this.first = Math.max(0, history.index(from(day, rules)));
        this.end = history.index(day);
        this.before = new int[end + 2];
        for (int i = first; i <= end; i++) {
            LocalDate each = history.day(i);
            boolean counts = i < end && history.settled(each) && !rules.ignores(each);
            before[i + 1] = before[i] + (counts ? 1 : 0);
            if (counts) {
                counting.add(i);
            }
        }
    }

    /** The first archived-at day that a search looks at. */
    static LocalDate from(LocalDate day, SilenceRules rules) {
        int reach = Math.max(WEEKS * WEEK + 1, SilenceRules.BASELINE + rules.forgetDays());
        return day.minusDays(reach + (long) SPARE);
    }

    /** @param judged the archived-at days whose collection was due */
    Silence find(List<LocalDate> judged) {
        List<SilentMailbox> regular = regular();
        List<SilentMailbox> silent =
                regular.stream().filter(this::silent).sorted(LONGEST_FIRST).toList();
        List<JudgedDay> days = judged.stream()
                .filter(each -> !rules.ignores(each))
                .map(this::judge)
                .toList();
        List<SilentMailbox> listed = silent.subList(0, Math.min(silent.size(), Silence.MAX_MAILBOXES));
        return new Silence(day, days, regular.size(), silent.size(), listed, rules);
    }

    /** The mailboxes that have or had items regularly. */
    List<SilentMailbox> regular() {
        List<SilentMailbox> found = new ArrayList<>();
        history.mailboxes().forEach((mailbox, active) -> {
            if (!rules.ignores(mailbox)) {
                regular(mailbox, active).ifPresent(found::add);
            }
        });
        return found;
    }

    boolean silent(SilentMailbox mailbox) {
        return mailbox.days() > Math.max(rules.silentDays(), rules.factor() * mailbox.usualGap());
    }

    private Optional<SilentMailbox> regular(String mailbox, BitSet active) {
        int last = active.previousSetBit(end);
        if (last < first || before[last + 1] < SilenceRules.BASELINE) {
            return Optional.empty();
        }
        int days = before[end] - before[last + 1];
        int start = counting.get(before[last + 1] - SilenceRules.BASELINE);
        boolean regular = active.get(start, last + 1).cardinality() >= rules.regularDays();
        return regular && days <= rules.forgetDays()
                ? Optional.of(new SilentMailbox(mailbox, history.day(last), gap(active, start, last), days))
                : Optional.empty();
    }

    /** The longest time without items up to the last one, also one that began before the baseline. */
    private int gap(BitSet active, int start, int last) {
        int earlier = start == 0 ? -1 : active.previousSetBit(start - 1);
        int one = earlier < first ? active.nextSetBit(start) : earlier;
        int longest = 0;
        while (one < last) {
            int next = active.nextSetBit(one + 1);
            longest = Math.max(longest, before[next] - before[one + 1]);
            one = next;
        }
        return longest;
    }

    private JudgedDay judge(LocalDate judged) {
        long items = history.items(judged);
        Optional<Long> usual = usual(judged);
        return new JudgedDay(judged, verdict(judged, items, usual), items, usual.orElse(null));
    }

    private Verdict verdict(LocalDate judged, long items, Optional<Long> usual) {
        if (!history.listed(judged)) {
            return Verdict.NOT_COLLECTED;
        }
        if (usual.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (usual.get() > 0 && history.empty(judged)) {
            return Verdict.EMPTY;
        }
        return items * 100 < rules.lowPercent() * usual.get() ? Verdict.LOW : Verdict.USUAL;
    }

    private Optional<Long> usual(LocalDate judged) {
        List<Long> known = new ArrayList<>();
        for (int week = 1; week <= WEEKS; week++) {
            LocalDate same = judged.minusDays((long) week * WEEK);
            if (history.index(same) >= first && history.listed(same) && !rules.ignores(same)) {
                known.add(history.items(same));
            }
        }
        known.sort(Comparator.naturalOrder());
        int middle = known.size() / 2;
        if (known.size() < KNOWN) {
            return Optional.empty();
        }
        return Optional.of(known.size() % 2 == 1 ? known.get(middle) : (known.get(middle - 1) + known.get(middle)) / 2);
    }
}
