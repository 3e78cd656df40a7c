package org.opencompliance.archiver.ledger.report.range;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import org.opencompliance.archiver.ledger.report.Report.Imports;

/**
 * A UTC day in a list of days, as a console shows it: the numbers of its report, and its state now.
 *
 * @param items items that the day's collections staged or could not stage
 * @param imported deliveries of the items staged on the day, as are the next four numbers, from the report
 * @param parked dead letters of the day's collections that are open now
 * @param run the last collection that began on the day, null when there was none
 * @param report whether the report of the day is stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DayRow(
        LocalDate day,
        State state,
        long items,
        long imported,
        long partiallyImported,
        long skipped,
        long failed,
        long pending,
        long parked,
        String run,
        boolean report) {

    /** The result of a day. */
    public enum State {
        /** Everything was collected and ended. */
        COMPLETE,
        /** Everything was collected, and dead letters of the day are open. */
        PARKED,
        /** An equation does not hold, the last collection did not complete, or deliveries are pending. */
        INCOMPLETE,
        /** No collection ran. */
        NONE,
        /** The day is not over, or its report is not stored yet. */
        RUNNING;

        /** The name in JSON. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static DayRow of(DayFacts facts, State state, long parked, boolean report) {
        Imports imports = facts.imports();
        return new DayRow(
                facts.day(),
                state,
                facts.items(),
                imports.imported(),
                imports.partiallyImported(),
                imports.skipped(),
                imports.failed(),
                imports.pending(),
                parked,
                facts.run(),
                report);
    }
}
