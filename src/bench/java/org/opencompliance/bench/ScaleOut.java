package org.opencompliance.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencompliance.bench.program.Costs;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInCounts;
import org.opencompliance.bench.standin.StandInDay;
import org.opencompliance.bench.storage.BareArea;
import org.opencompliance.bench.storage.Importers;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.AzuriteInstallation;
import org.opencompliance.sandbox.storage.StorageAccount;
import org.opencompliance.sandbox.storage.StorageCounts;

/**
 * The import rates of one, two and four processes that share an area in the Azure Storage emulator, and the rate of a collector
 * without importers. All processes run from the beginning; those that are not measured are stopped with their work, in the order 1, 2,
 * 4, 4, 2, 1, so that a shrinking queue favours none. The yardstick is a loop of the same storage requests. The requests are counted
 * in a stand-in for the storage account.
 */
public final class ScaleOut implements Measurement {

    private static final int MAILBOXES = 200;
    private static final int KILOBYTES = Integer.getInteger("bench.kilobytes", 4);
    private static final int BARE = 800;
    private static final int COLLECTED = 1_000;
    private static final int QUEUED = Integer.getInteger("bench.queued", 5_000);
    private static final int COUNTED = 400;
    private static final int[] PROCESSES = {1, 2, 4, 4, 2, 1};
    private static final Duration LATENCY = Duration.ofMillis(250);
    private static final Duration SETTLING = Duration.ofMillis(1500);
    private static final Duration WINDOW = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "scale-out";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        count(bench, figures);
        Optional<AzuriteInstallation> emulator = AzuriteInstallation.find();
        if (emulator.isEmpty()) {
            figures.note("no Azure Storage emulator, as node and npm are not on the path: no rates");
            return;
        }
        try (Azurite azurite = Azurite.start(emulator.get(), bench.area().resolve("azurite"))) {
            rates(bench, azurite, figures);
        }
    }

    /** The requests of an item in each part. */
    private static void count(Bench bench, Figures figures) throws Exception {
        StandInDay day = StandInDay.of(COUNTED, KILOBYTES * 1024, MAILBOXES, Duration.ZERO);
        try (StorageAccount account = StorageAccount.start();
                StandIn standIn = bench.standIn(day);
                Importers importers =
                        importers(bench, standIn, new BareArea(account.connectionString(), "count"), 1)) {
            importers.start();
            StorageCounts begun = account.counts();
            importers.collect();
            importers.await(StandInCounts::fetched, COUNTED);
            Importers.pause(SETTLING);
            StorageCounts collected = account.counts();
            importers.release();
            importers.await(StandInCounts::created, COUNTED);
            Importers.pause(SETTLING);
            add(figures, "collection", collected.since(begun));
            add(figures, "import", account.counts().since(collected));
        }
    }

    private static Importers importers(Bench bench, StandIn standIn, BareArea area, int processes) throws IOException {
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            programs.add(bench.program(standIn, Importers.settings(area)));
        }
        return new Importers(standIn, programs);
    }

    private static void add(Figures figures, String part, StorageCounts counts) {
        figures.add(new Figure("storage requests of the " + part, counts.of("") / (double) COUNTED, "an item"));
        figures.add(new Figure(
                "bytes of the storage requests of the " + part, counts.bytesOf("") / 1024.0 / COUNTED, "KB an item"));
        figures.note(part + " of " + COUNTED + " items of " + KILOBYTES + " KB: " + counts.requests());
    }

    private static void rates(Bench bench, Azurite azurite, Figures figures) throws Exception {
        StandInDay day = StandInDay.of(COLLECTED, KILOBYTES * 1024, MAILBOXES, LATENCY);
        BareArea bare = new BareArea(azurite.connectionString(), "bare");
        bare.fill(day, 0, BARE / 4);
        bare.empty(BARE / 4);
        double fill = bare.fill(day, BARE, BARE);
        double empty = bare.empty(BARE);
        BareArea area = new BareArea(azurite.connectionString(), "area");
        try (StandIn standIn = bench.standIn(day)) {
            try (Importers importers = importers(bench, standIn, area, 4)) {
                importers.start();
                collector(importers, fill, figures);
                area.fill(day, COLLECTED, QUEUED);
                importers.release();
                importers.await(StandInCounts::created, COLLECTED);
                importers(importers, azurite, empty, figures);
            }
            long created = standIn.counts().created();
            figures.note(created + " messages created, " + area.delivered() + " deliveries in the ledger");
            if (created >= COLLECTED + QUEUED) {
                figures.note("the queue was empty before the end: the rates are too low");
            }
        }
    }

    private static void collector(Importers importers, double bare, Figures figures) throws Exception {
        importers.collect();
        double rate = importers.rate(StandInCounts::fetched, COLLECTED / 4, COLLECTED);
        Importers.pause(SETTLING);
        figures.add(new Figure("collection by one process, without importers", rate, "items/s").against(bare));
    }

    private static void importers(Importers importers, Azurite azurite, double bare, Figures figures)
            throws IOException, InterruptedException {
        double[] rates = new double[PROCESSES.length];
        StringBuilder cpu = new StringBuilder();
        for (int i = 0; i < PROCESSES.length; i++) {
            importers.run(PROCESSES[i]);
            Importers.pause(SETTLING);
            Load before = Load.of(importers, azurite);
            Importers.pause(WINDOW);
            Load load = Load.of(importers, azurite).since(before);
            rates[i] = load.items / load.seconds;
            cpu.append(load.text(PROCESSES[i]));
        }
        double one = (rates[0] + rates[5]) / 2;
        double two = (rates[1] + rates[4]) / 2;
        double four = (rates[2] + rates[3]) / 2;
        figures.add(new Figure("import by 1 process", one, "items/s").against(bare));
        figures.add(new Figure("import by 2 processes", two, "items/s").against(bare));
        figures.add(new Figure("import by 4 processes", four, "items/s").against(bare));
        figures.add(new Figure("4 processes to 1", four / one, "times").goalAtLeast(3.6));
        figures.note("the emulator's limit is " + Math.round(bare) + " items/s, " + format(bare / one)
                + " times the rate of one process; " + Runtime.getRuntime().availableProcessors() + " processors");
        figures.note("rates " + Arrays.toString(Arrays.stream(rates).mapToLong(Math::round).toArray()) + "; CPU" + cpu);
    }

    private static String format(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** What was imported, and the CPU time of each part, until a moment or between two. */
    private record Load(double seconds, long items, double importers, double emulator, double standIn) {

        static Load of(Importers importers, Azurite azurite) throws IOException, InterruptedException {
            StandInCounts counts = importers.counts();
            return new Load(
                    System.nanoTime() / 1e9,
                    counts.created(),
                    importers.cpuSeconds(),
                    Costs.of(azurite.pid()).cpuSeconds(),
                    counts.busy() / 1e9);
        }

        Load since(Load earlier) {
            return new Load(
                    seconds - earlier.seconds,
                    items - earlier.items,
                    importers - earlier.importers,
                    emulator - earlier.emulator,
                    standIn - earlier.standIn);
        }

        String text(int processes) {
            return String.format(
                    Locale.ROOT,
                    "; %d: importers %.2f, emulator %.2f, stand-in %.2f cores",
                    processes,
                    importers / seconds,
                    emulator / seconds,
                    standIn / seconds);
        }
    }
}
