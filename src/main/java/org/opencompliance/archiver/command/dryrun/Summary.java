package org.opencompliance.archiver.command.dryrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.command.execution.ExitCode;

/**
 * The end of a dry run.
 *
 * @param listed number of items that the source listed
 * @param incomplete why the range could not be listed, or items not be fetched; null when it is complete
 * @param unsent number of requests of the routes to other systems that were not sent, by their kind
 */
record Summary(
        Instant from,
        Instant to,
        long listed,
        Mappings mappings,
        String incomplete,
        Map<String, Long> unsent,
        Totals totals) {

    /**
     * The versions of the custom mapping.
     *
     * @param before the version in force, null if no other was tried
     */
    record Mappings(String version, String before) {}

    /** Number of listed items for which the routes decide nothing. */
    long without() {
        return listed - totals.items();
    }

    ExitCode exitCode() {
        if (incomplete != null || totals.has(Outcome.UNDECIDED) || without() != 0) {
            return ExitCode.FAILED;
        }
        return totals.has(Outcome.PARK) ? ExitCode.PARKED : ExitCode.OK;
    }

    /** What a person must know about the result, one sentence each. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (incomplete != null) {
            remarks.add("Incomplete: " + incomplete);
        }
        if (without() > 0) {
            remarks.add(without() + " listed items have no row: the routes neither stage nor park them, or the dry run"
                    + " stopped before them");
        }
        unsent.forEach((kind, count) -> remarks.add(count + " requests to " + kind
                + " were not sent; the result may differ where a route depends on their answers"));
        return remarks;
    }
}
