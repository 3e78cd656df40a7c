package org.opencompliance.archiver.ledger.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;
import org.opencompliance.archiver.storage.JsonObjects;

/** Mailboxes that had items regularly and have none, over made-up years. */
class SilentMailboxesAreFoundIT {

    private static final LocalDate BEGIN = LocalDate.parse("2025-01-01");
    /** A Friday. */
    private static final LocalDate LAST = LocalDate.parse("2026-03-06");

    private final MadeUpActivity year = new MadeUpActivity(BEGIN).mailbox("other", MadeUpActivity::weekday);

    private List<SilentMailbox> silent(LocalDate day) {
        return year.at(day).find(List.of()).mailboxes();
    }

    @Test
    void aWeekdayUserWithoutItemsForMoreThanTwoWeeksWithTheirWeekendsIsSilent() {
        year.mailbox("leaver", day -> MadeUpActivity.weekday(day) && !day.isAfter(LAST));

        assertThat(silent(LAST.plusDays(17))).isEmpty();
        assertThat(silent(LAST.plusDays(18))).containsExactly(new SilentMailbox("leaver", LAST, 2, 17));
    }

    @Test
    void noDayOfAYearWithWeekendsHolidaysAndABreakOfTwoWeeksIsAFinding() {
        LocalDate holiday = LocalDate.parse("2025-07-05");
        year.mailbox(
                "user",
                day -> MadeUpActivity.weekday(day)
                        && (day.isBefore(holiday) || day.isAfter(holiday.plusDays(15)))
                        && !(day.getMonthValue() == 12 && day.getDayOfMonth() > 23));

        for (LocalDate day = BEGIN; day.isBefore(LAST); day = day.plusDays(1)) {
            assertThat(silent(day)).as("on %s", day).isEmpty();
        }
    }

    @Test
    void aUserWithLongUsualGapsIsSilentOnlyAfterTwiceTheLongest() {
        // four days of every twelve: a gap of eight days
        LocalDate last = LAST;
        while (last.toEpochDay() % 12 != 3) {
            last = last.minusDays(1);
        }
        LocalDate end = last;
        year.mailbox("sporadic", day -> day.toEpochDay() % 12 < 4 && !day.isAfter(end));

        SilenceRules rules = new SilenceRules(8, 5, 2, 30, 30, "");
        assertThat(year.at(last.plusDays(17), rules).find(List.of()).mailboxes())
                .isEmpty();
        assertThat(year.at(last.plusDays(18), rules).find(List.of()).mailboxes())
                .containsExactly(new SilentMailbox("sporadic", last, 8, 17));
    }

    /** In Shanghai, Monday morning until 08:00 is Sunday in UTC. */
    @Test
    void aUserWhoseWeekBeginsOnSundayInUtcIsNeverSilent() {
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        year.mailbox(
                "early",
                day -> MadeUpActivity.weekday(day.atTime(23, 30)
                        .atZone(ZoneOffset.UTC)
                        .withZoneSameInstant(shanghai)
                        .toLocalDate()));

        for (LocalDate day = BEGIN; day.isBefore(LAST); day = day.plusDays(1)) {
            assertThat(silent(day)).as("on %s", day).isEmpty();
        }
    }

    @Test
    void aUserWithSevenActiveDaysInFourWeeksIsNotRegular() {
        year.mailbox("rare", day -> day.toEpochDay() % 4 == 0 && !day.isAfter(LAST));

        assertThat(silent(LAST.plusDays(25))).isEmpty();
    }

    @Test
    void aNewUserHasNoBaselineBeforeEightDays() {
        year.mailbox("new", day -> MadeUpActivity.weekday(day) && day.isAfter(LAST.minusDays(7)) && !day.isAfter(LAST));

        assertThat(silent(LAST.plusDays(20))).isEmpty();
    }

    @Test
    void anAreaYoungerThanTheBaselineHasNoFinding() {
        MadeUpActivity young = new MadeUpActivity(LAST.minusDays(20)).mailbox("leaver", day -> !day.isAfter(LAST));

        assertThat(young.at(LAST.plusDays(20)).find(List.of()).mailboxes()).isEmpty();
    }

    @Test
    void aLeaverIsNoFindingAnyMoreAfterThirtyDays() {
        year.mailbox("leaver", day -> MadeUpActivity.weekday(day) && !day.isAfter(LAST));

        assertThat(silent(LAST.plusDays(31))).hasSize(1);
        assertThat(silent(LAST.plusDays(32))).isEmpty();
    }

    @Test
    void anIgnoredMailboxIsNoFinding() {
        year.mailbox("LEAVER", day -> !day.isAfter(LAST));
        SilenceRules rules = new SilenceRules(8, 16, 2, 30, 30, "x, Leaver");

        assertThat(year.at(LAST.plusDays(20), rules).find(List.of()).mailboxes())
                .isEmpty();
    }

    @Test
    void daysThatNoCollectionListedMakeNobodySilent() {
        for (int i = 1; i <= 20; i++) {
            year.outage(LAST.plusDays(i));
        }

        assertThat(silent(LAST.plusDays(21))).isEmpty();
        assertThat(silent(LAST.plusDays(23))).isEmpty();
    }

    @Test
    void importsThatWaitMakeNobodySilent() {
        for (int i = 1; i <= 20; i++) {
            year.unimported(LAST.plusDays(i));
        }

        assertThat(silent(LAST.plusDays(21))).isEmpty();
    }

    @Test
    void theLongestSilenceComesFirst() {
        year.mailbox("b", day -> !day.isAfter(LAST)).mailbox("a", day -> !day.isAfter(LAST.minusDays(1)));

        assertThat(silent(LAST.plusDays(20))).extracting(SilentMailbox::mailbox).containsExactly("a", "b");
        assertThat(year.at(LAST.plusDays(20)).regular())
                .extracting(SilentMailbox::mailbox)
                .containsExactlyInAnyOrder("a", "b", "other");
    }

    /** Ten thousand mailboxes over the reach of a search, with a tenth of them silent. */
    @Test
    void tenThousandMailboxesAreEvaluatedInSeconds() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        LocalDate end = LAST.plusDays(20);
        History history = new History(SilenceSearch.from(end, MadeUpActivity.RULES));
        List<byte[]> stored = new ArrayList<>();
        for (LocalDate day = history.origin(); !day.isAfter(end); day = day.plusDays(1)) {
            TreeMap<String, int[]> active = new TreeMap<>();
            for (int i = 0; i < 10_000; i++) {
                if (random.nextInt(10) > 1 && (i % 10 > 0 || !day.isAfter(LAST))) {
                    active.put("00000000-0000-0000-0000-%012d".formatted(i), new int[] {1});
                }
            }
            DayActivity one = year.ledgerDay(day);
            stored.add(JsonObjects.bytes(
                    new DayActivity(DayActivity.FORM, day, List.of(), one.listed(), 0, one.archived(), active)));
        }
        JsonObjects<DayActivity> days = new JsonObjects<>(null, DayActivity.class);
        long began = System.nanoTime();
        for (byte[] one : stored) {
            history.add(days.parse(one));
        }
        long filled = System.nanoTime();
        Silence silence = new SilenceSearch(history, end, MadeUpActivity.RULES).find(List.of());
        Duration took = Duration.ofNanos(System.nanoTime() - filled);

        System.out.printf(
                "silence: 10,000 mailboxes x %d days: %d KB a day, read in %d ms, evaluated in %d ms%n",
                history.index(end), stored.get(0).length / 1024, (filled - began) / 1_000_000, took.toMillis());
        assertThat(silence.silent()).isEqualTo(1_000);
        assertThat(silence.regular()).isEqualTo(10_000);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }
}
