package org.opencompliance.archiver.ledger.silence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The findings about missing items at the end of a UTC day, from the ledger up to that day only. A part of the stored report of
 * the day. Mailboxes have object ids, never addresses.
 *
 * @param day the day of the ledger
 * @param days the archived-at days whose collection was due on this day
 * @param regular number of mailboxes that have items regularly, with the silent ones
 * @param silent number of mailboxes that had items regularly and have none
 * @param mailboxes the silent ones, the longest silence first, at most {@link #MAX_MAILBOXES}
 * @param rules the rules of the findings
 */
public record Silence(
        LocalDate day,
        List<JudgedDay> days,
        long regular,
        long silent,
        List<SilentMailbox> mailboxes,
        SilenceRules rules) {

    /** Maximum number of mailboxes in the list; all are counted. */
    public static final int MAX_MAILBOXES = 1_000;

    public Silence {
        days = List.copyOf(days);
        mailboxes = List.copyOf(mailboxes);
    }

    /** Finds the silence at the end of a day; empty when it cannot be found out. */
    @FunctionalInterface
    public interface Source {

        /** A report without findings about silence. */
        Source NONE = day -> Optional.empty();

        Optional<Silence> of(LocalDate day) throws IOException;
    }

    /** The result for an archived-at day. */
    public enum Verdict {
        USUAL,
        /** There are too few days to compare it with. */
        UNKNOWN,
        LOW,
        /** The source listed nothing. */
        EMPTY,
        /** No collection listed the whole day. */
        NOT_COLLECTED;

        boolean finding() {
            return compareTo(LOW) >= 0;
        }
    }

    /**
     * An archived-at day.
     *
     * @param items number of staged items, without system events
     * @param usual the median of the same weekday in the last 8 weeks; null when fewer than 4 of them are known
     */
    public record JudgedDay(
            LocalDate day, Verdict verdict, long items, @JsonInclude(JsonInclude.Include.NON_NULL) Long usual) {}

    /**
     * A mailbox that has items regularly.
     *
     * @param mailbox the object id
     * @param lastActive the archived-at day of its last item
     * @param usualGap its longest time without items before that, in days
     * @param days number of days without items since
     */
    public record SilentMailbox(String mailbox, LocalDate lastActive, int usualGap, int days) {}

    /** The days with a finding. */
    public List<JudgedDay> dayFindings() {
        return days.stream().filter(each -> each.verdict().finding()).toList();
    }

    /** Number of findings. */
    public long findings() {
        return silent + dayFindings().size();
    }

    /** The lowest ratio of items to the usual number on a listed day; empty when none is known. */
    public Optional<Double> ratio() {
        return days.stream()
                .filter(each -> each.verdict() != Verdict.NOT_COLLECTED && each.usual() != null && each.usual() > 0)
                .map(each -> (double) each.items() / each.usual())
                .min(Double::compare);
    }
}
