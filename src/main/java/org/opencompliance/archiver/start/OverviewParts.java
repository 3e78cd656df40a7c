package org.opencompliance.archiver.start;

import java.time.Clock;
import java.util.function.IntSupplier;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.CountingLedger;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.report.range.DayRows;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.overview.Counts;
import org.opencompliance.archiver.overview.Overview;
import org.opencompliance.archiver.overview.TodayReader;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.storage.ObjectStore;

/** Puts the overview of a running process together. */
final class OverviewParts {

    private final Configuration configuration;
    private final ObjectStore store;
    private final Clock clock;

    OverviewParts(Configuration configuration, ObjectStore store, Clock clock) {
        this.configuration = configuration;
        this.store = store;
        this.clock = clock;
    }

    /** @param throttled number of mailboxes that wait because Exchange asked to */
    Overview overview(Beans beans, DayRows rows, Counts counts, Membership membership, IntSupplier throttled) {
        Windows windows = beans.get("windows", Windows.class);
        TodayReader reader = new TodayReader(
                archive(membership.name()), rows, beans.get("pause", Pause.class), windows::nextFiring, clock);
        Overview.Parts parts = new Overview.Parts(
                beans.get("collector", Collector.class),
                counting(beans.get("ledger", Ledger.class)),
                counts,
                throttled);
        WorkQueue queue = beans.get("workQueue", WorkQueue.class);
        return Overview.of(reader, parts, queue::held, membership.shares(), clock);
    }

    /** A command that only reads has a ledger that counts nothing. */
    private static CountingLedger counting(Ledger ledger) {
        return ledger instanceof CountingLedger counting ? counting : new CountingLedger(ledger);
    }

    /** @param process the name of the process that reads */
    TodayReader.Archive archive(String process) {
        return new TodayReader.Archive(
                store,
                configuration.required("archiver.connector"),
                process,
                configuration.required("archiver.time-zone"));
    }
}
