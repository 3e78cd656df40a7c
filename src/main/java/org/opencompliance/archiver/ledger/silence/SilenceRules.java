package org.opencompliance.archiver.ledger.silence;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When a mailbox or a day counts as silent. Days are days of the source's archived-at time (UTC) that were listed completely.
 *
 * @param regularDays a mailbox is regular if it had items on at least so many of {@link #BASELINE} days
 * @param silentDays a regular mailbox may be without items for so many days
 * @param factor or for so many times its longest usual gap, if that is longer
 * @param forgetDays after so many days without items, a mailbox is no finding any more
 * @param lowPercent a day is low if it has fewer items than this percentage of the usual number
 * @param ignored object ids of mailboxes, and days as {@code 2026-12-25}
 */
public record SilenceRules(
        int regularDays, int silentDays, int factor, int forgetDays, int lowPercent, SortedSet<String> ignored) {

    /** Number of days of the baseline of a mailbox: four weeks. */
    public static final int BASELINE = 28;

    /** The most days after which a finding ends, so that the reach of the activities suffices. */
    private static final int MAX_FORGET = 70;

    private static final int PERCENT = 100;
    private static final String PREFIX = "archiver.silence-";

    public SilenceRules {
        ignored = Collections.unmodifiableSortedSet(ignored == null ? new TreeSet<>() : new TreeSet<>(ignored));
    }

    /**
     * The rules of the settings. Rules of a stored report are not checked: other versions may allow others.
     *
     * @param ignored entries with commas between them
     * @throws IllegalArgumentException that names the property, when the values do not fit
     */
    public SilenceRules(int regularDays, int silentDays, int factor, int forgetDays, int lowPercent, String ignored) {
        this(regularDays, silentDays, factor, forgetDays, lowPercent, entries(ignored));
        require(regularDays <= BASELINE, "regular-days must be " + BASELINE + " at most: the days of the baseline");
        require(forgetDays <= MAX_FORGET, "forget-days must be " + MAX_FORGET + " at most");
        require(silentDays < forgetDays, "days must be less than archiver.silence-forget-days");
        require(lowPercent <= PERCENT, "low-percent must be " + PERCENT + " at most");
        require(
                ignored.indexOf('@') < 0,
                "ignore takes object ids of mailboxes, not addresses: archiver silence lists the ids");
    }

    private static void require(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException(PREFIX + problem);
        }
    }

    private static SortedSet<String> entries(String text) {
        SortedSet<String> entries = new TreeSet<>();
        for (String entry : text.split(",")) {
            String plain = entry.strip().toLowerCase(Locale.ROOT);
            if (!plain.isEmpty()) {
                entries.add(plain);
            }
        }
        return entries;
    }

    boolean ignores(String mailbox) {
        return ignored.contains(mailbox.toLowerCase(Locale.ROOT));
    }

    boolean ignores(LocalDate day) {
        return ignored.contains(day.toString());
    }
}
