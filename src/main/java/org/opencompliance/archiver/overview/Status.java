package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.observe.Figures;

/**
 * The situation of an archive as a command sees it, from the states that the processes of the archive wrote. Only if none runs, it
 * counts the numbers itself. For one thread at a time.
 */
public final class Status {

    private final TodayReader reader;
    private final Pause pause;
    private final Own own;
    private final Clock clock;

    /** The numbers that this process counts if no archiver runs. */
    public record Own(Figures figures, Silences silences, Counts counts) {}

    public Status(TodayReader reader, Pause pause, Own own, Clock clock) {
        this.reader = reader;
        this.pause = pause;
        this.own = own;
        this.clock = clock;
    }

    /** Reads the situation now. */
    public Today read() throws IOException {
        pause.refresh();
        reader.refreshProcesses(Optional.empty());
        ProcessState counted = reader.isLive() ? null : counted();
        reader.refreshDays(counted);
        reader.refreshLast(counted);
        return reader.read(counted);
    }

    /** The numbers in the form of a process that ended. */
    private ProcessState counted() throws IOException {
        own.figures().refresh();
        own.counts().refresh();
        own.silences().refresh();
        Counted numbers = own.counts().now().orElse(null);
        return new ProcessState("", clock.instant(), clock.instant(), null, 0, 0, List.of(), numbers, List.of());
    }
}
