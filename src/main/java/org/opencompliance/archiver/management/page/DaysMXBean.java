package org.opencompliance.archiver.management.page;

import org.opencompliance.archiver.management.jmx.Described;

/** The days in a management console. */
@Described("The last UTC days and their reports, as JSON")
public interface DaysMXBean {

    @Described(value = "The last days with their numbers and their state, the current one first", readOnly = true)
    String list(@Described("Number of days, 1 to 400") int days) throws Exception;

    @Described(
            value =
                    "The report of a UTC day with the check of its ledger, as the command report --json prints it; of a long"
                            + " list the first 1000 rows",
            readOnly = true)
    String report(@Described("The day: 2026-11-20") String day) throws Exception;
}
