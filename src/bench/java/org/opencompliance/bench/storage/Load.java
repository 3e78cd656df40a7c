package org.opencompliance.bench.storage;

import java.io.IOException;
import java.util.Locale;
import org.opencompliance.bench.program.Costs;
import org.opencompliance.bench.standin.StandInCounts;

/**
 * The items that were imported, and the CPU time of each part in seconds, until a moment or between two.
 *
 * @param bench of this process, which has the stand-in for the storage account
 */
public record Load(double seconds, long items, double importers, double emulator, double standIn, double bench) {

    /** @param emulator number of the process, negative without one */
    public static Load of(Importers importers, long emulator) throws IOException, InterruptedException {
        StandInCounts counts = importers.counts();
        return new Load(
                System.nanoTime() / 1e9,
                counts.created(),
                importers.cpuSeconds(),
                emulator < 0 ? 0 : Costs.of(emulator).cpuSeconds(),
                counts.busy() / 1e9,
                Costs.of(ProcessHandle.current().pid()).cpuSeconds());
    }

    public Load since(Load earlier) {
        return new Load(
                seconds - earlier.seconds,
                items - earlier.items,
                importers - earlier.importers,
                emulator - earlier.emulator,
                standIn - earlier.standIn,
                bench - earlier.bench);
    }

    /** Items per second. */
    public double rate() {
        return items / seconds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f items/s, cores: importers %.2f (%.1f ms an item), emulator %.2f, Graph %.2f, storage stand-in %.2f",
                rate(),
                importers / seconds,
                importers * 1000 / items,
                emulator / seconds,
                standIn / seconds,
                bench / seconds);
    }
}
