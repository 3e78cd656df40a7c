package org.opencompliance.archiver.ledger.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.silence.Silence.JudgedDay;
import org.opencompliance.archiver.ledger.silence.Silence.Verdict;

/** Days with far fewer items than usual, with none, and without a collection. */
class SilentDaysAreFoundTest {

    /** A Wednesday. */
    private static final LocalDate DAY = LocalDate.parse("2026-03-04");

    private final MadeUpActivity year = of(LocalDate.parse("2025-01-01"));

    private static MadeUpActivity of(LocalDate first) {
        MadeUpActivity made = new MadeUpActivity(first);
        for (LocalDate day = first; !day.isAfter(DAY); day = day.plusDays(1)) {
            made.total(day, MadeUpActivity.weekday(day) ? 100 : 0);
        }
        return made;
    }

    private JudgedDay judged(LocalDate day) {
        return year.at(day.plusDays(1)).find(List.of(day)).days().get(0);
    }

    @Test
    void aDayFarBelowTheUsualIsLow() {
        year.total(DAY, 29);

        assertThat(judged(DAY)).isEqualTo(new JudgedDay(DAY, Verdict.LOW, 29, 100L));
    }

    @Test
    void aDayAtTheLimitIsUsual() {
        year.total(DAY, 30);

        assertThat(judged(DAY).verdict()).isEqualTo(Verdict.USUAL);
    }

    @Test
    void aDayOfWhichTheSourceListsNothingIsEmpty() {
        year.total(DAY, 0);

        assertThat(judged(DAY)).isEqualTo(new JudgedDay(DAY, Verdict.EMPTY, 0, 100L));
    }

    @Test
    void aWeekendWithoutItemsIsUsualWhereWeekendsHaveNone() {
        assertThat(judged(LocalDate.parse("2026-03-01")))
                .extracting(JudgedDay::verdict)
                .isEqualTo(Verdict.USUAL);
    }

    @Test
    void aDayThatNoCollectionListedIsNotCollected() {
        year.outage(DAY);

        assertThat(judged(DAY)).isEqualTo(new JudgedDay(DAY, Verdict.NOT_COLLECTED, 0, 100L));
    }

    @Test
    void aDayWithFewerThanFourKnownWeeksIsUnknown() {
        MadeUpActivity young = of(DAY.minusDays(3 * 7)).total(DAY, 0);

        assertThat(young.at(DAY.plusDays(1)).find(List.of(DAY)).days())
                .containsExactly(new JudgedDay(DAY, Verdict.UNKNOWN, 0, null));
    }

    @Test
    void oneHolidayAmongTheWeeksChangesNothing() {
        year.total(DAY.minusDays(7), 0).total(DAY.minusDays(14), 0).total(DAY, 29);

        assertThat(judged(DAY).usual()).isEqualTo(100);
    }

    @Test
    void anIgnoredDayIsNeitherJudgedNorComparedWith() {
        year.total(DAY, 0);
        SilenceRules rules = new SilenceRules(8, 16, 2, 30, 30, DAY.toString());

        assertThat(year.at(DAY.plusDays(1), rules).find(List.of(DAY)).findings())
                .isZero();
    }

    @Test
    void theRatioIsThatOfTheLowestListedDay() {
        year.total(DAY, 25).outage(DAY.minusDays(1));
        Silence silence = year.at(DAY.plusDays(1)).find(List.of(DAY.minusDays(2), DAY.minusDays(1), DAY));

        assertThat(silence.ratio()).contains(0.25);
        assertThat(SilenceText.sentences(silence))
                .containsExactly(
                        "No collection listed all of 2026-03-03.",
                        "The source listed few items for 2026-03-04: 25; usual are 100.");
    }

    @Test
    void rulesThatDoNotFitAreRefusedByTheNameOfTheProperty() {
        assertThatThrownBy(() -> new SilenceRules(29, 16, 2, 30, 30, "")).hasMessageContaining("silence-regular-days");
        assertThatThrownBy(() -> new SilenceRules(8, 30, 2, 30, 30, "")).hasMessageContaining("silence-days");
        assertThatThrownBy(() -> new SilenceRules(8, 16, 2, 71, 30, "")).hasMessageContaining("silence-forget-days");
        assertThatThrownBy(() -> new SilenceRules(8, 16, 2, 30, 101, "")).hasMessageContaining("silence-low-percent");
        assertThatThrownBy(() -> new SilenceRules(8, 16, 2, 30, 30, "a@b.example"))
                .hasMessageContaining("silence-ignore")
                .hasMessageNotContaining("a@b.example");
    }
}
