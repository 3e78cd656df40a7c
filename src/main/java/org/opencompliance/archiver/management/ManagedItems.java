package org.opencompliance.archiver.management;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.SilenceText;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.observe.Figures;

/** Shows the counters of the current day. */
final class ManagedItems implements ItemsMXBean {

    private final Figures figures;
    private final Silences silences;

    ManagedItems(Figures figures, Silences silences) {
        this.figures = figures;
        this.silences = silences;
    }

    @Override
    public long getAvailableFromSource() {
        return counted(report -> report.source().distinctItems());
    }

    @Override
    public long getAvailableForImport() {
        return counted(report -> report.imports().available());
    }

    @Override
    public long getImported() {
        return counted(report -> report.imports().imported());
    }

    @Override
    public long getPartiallyImported() {
        return counted(report -> report.imports().partiallyImported());
    }

    @Override
    public long getSkipped() {
        return counted(report -> report.imports().skipped());
    }

    @Override
    public Map<String, Long> getSkippedByReason() {
        return figures.today().map(report -> report.imports().skippedByReason()).orElse(new TreeMap<>());
    }

    @Override
    public long getFailed() {
        return counted(report -> report.imports().failed());
    }

    @Override
    public long getPending() {
        return counted(report -> report.imports().pending());
    }

    @Override
    public long getPendingOfAllDays() {
        return figures.pending().map(Tally::items).orElse(0L);
    }

    @Override
    public long getSilentMailboxes() {
        return silences.last().map(Silence::silent).orElse(-1L);
    }

    @Override
    public String getSilence() {
        return silences.last()
                .map(last -> String.join(" ", SilenceText.sentences(last)))
                .orElse("");
    }

    @Override
    public String getCounted() {
        return figures.today().map(report -> report.heading().made().toString()).orElse("");
    }

    private long counted(ToLongFunction<Report> which) {
        return figures.today().map(which::applyAsLong).orElse(0L);
    }
}
