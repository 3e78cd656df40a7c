package org.opencompliance.archiver.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.ledger.report.range.DayFacts;
import org.opencompliance.archiver.overview.Today.Copies;
import org.opencompliance.archiver.overview.Today.Counters;
import org.opencompliance.archiver.overview.Today.Parked;
import org.opencompliance.archiver.overview.Today.Pending;
import org.opencompliance.archiver.overview.Today.Silent;

/**
 * The numbers of the whole storage area, as one process counted them; null components are not known yet.
 *
 * @param at when the counters were counted
 * @param live the UTC days that are not over, or have no stored report yet, oldest first
 * @param parkedByDay the open dead letters by the UTC day of their collection
 * @param last the collection that ended last
 * @param copies those at the second place, without the age; null without one
 * @param refusing number of mailboxes that refuse and have waiting deliveries
 */
record Counted(
        Instant at,
        Counters counters,
        List<DayFacts> live,
        Pending pending,
        Parked parked,
        SortedMap<LocalDate, Long> parkedByDay,
        OpenCollection last,
        Silent silence,
        Long refusing,
        Copies copies) {

    Counted {
        live = List.copyOf(live);
        parkedByDay =
                Collections.unmodifiableSortedMap(parkedByDay == null ? new TreeMap<>() : new TreeMap<>(parkedByDay));
    }

    /** The same numbers, whenever they were counted. */
    Counted undated() {
        return new Counted(null, counters, live, pending, parked, parkedByDay, last, silence, refusing, copies);
    }
}
