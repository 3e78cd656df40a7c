package org.opencompliance.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInCounts;
import org.opencompliance.bench.standin.StandInDay;
import org.opencompliance.bench.storage.BareArea;
import org.opencompliance.bench.storage.Importers;
import org.opencompliance.bench.storage.Load;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.AzuriteInstallation;
import org.opencompliance.sandbox.storage.StorageAccount;
import org.opencompliance.sandbox.storage.StorageCounts;

/**
 * The import rates of one, two and four processes that share an area, from a queue that is full before. First with a stand-in for the
 * storage account, which counts its requests and is not the limit; Microsoft Graph takes four seconds there, so that two processors are not
 * the limit either. Then in the emulator, beside the rate of a loop of the same requests; its queue takes longer for each request
 * the more messages it has. All processes run from the beginning; those that are not measured are stopped with their work. Before, each
 * process imports some items of all users, so that it knows them and their folders.
 */
public final class ScaleOut implements Measurement {

    private static final int MAILBOXES = 25;
    private static final int KILOBYTES = 4;
    private static final int PROCESSES = 4;
    private static final int COLLECTED = 400;
    private static final int QUEUED = 1_500;
    private static final int BARE = 750;
    private static final int BARE_IMPORTS = 400;
    private static final Duration STORAGE = Duration.ofMillis(5);
    private static final Duration FAST_GRAPH = Duration.ofMillis(20);
    private static final Duration SLOW_GRAPH = Duration.ofSeconds(4);
    private static final Duration GRAPH = Duration.ofMillis(250);
    private static final Duration SETTLING = Duration.ofMillis(1_500);
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final double GOAL = 3.6;

    @Override
    public String name() {
        return "scale-out";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        try (StorageAccount account = StorageAccount.start()) {
            account.latency(STORAGE);
            standIn(bench, account, figures);
        }
        Optional<AzuriteInstallation> emulator = AzuriteInstallation.find();
        if (emulator.isEmpty()) {
            figures.note("no Azure Storage emulator, as node and npm are not on the path: no rates with it");
            return;
        }
        try (Azurite azurite = Azurite.start(emulator.get(), bench.area().resolve("azurite"))) {
            emulator(bench, azurite, figures);
        }
    }

    private static void standIn(Bench bench, StorageAccount account, Figures figures) throws Exception {
        StandInDay day = StandInDay.of(COLLECTED, KILOBYTES * 1024, MAILBOXES, FAST_GRAPH);
        BareArea area = new BareArea(account.connectionString(), "count");
        try (StandIn standIn = bench.standIn(day)) {
            try (Importers importers = importers(bench, standIn, area)) {
                importers.start();
                StorageCounts begun = account.counts();
                importers.collect();
                importers.await(StandInCounts::fetched, COLLECTED);
                Importers.pause(SETTLING);
                add(figures, "collection", COLLECTED, account.counts().since(begun));
                area.fill(day, COLLECTED, QUEUED);
                StorageCounts filled = account.counts();
                release(importers);
                standIn.latency(SLOW_GRAPH);
                double[] rates = rates(importers, -1, SLOW_GRAPH, figures, 1, 4, 4, 1);
                long created = standIn.counts().created();
                add(figures, "import", created, account.counts().since(filled));
                figures.add(new Figure("4 processes to 1, storage of 5 ms", rates[4] / rates[1], "times")
                        .goalAtLeast(GOAL));
            }
            check(standIn, area, figures);
        }
    }

    private static void emulator(Bench bench, Azurite azurite, Figures figures) throws Exception {
        StandInDay day = StandInDay.of(COLLECTED, KILOBYTES * 1024, MAILBOXES, FAST_GRAPH);
        BareArea bare = new BareArea(azurite.connectionString(), "bare");
        bare.fill(day, 0, BARE / 5);
        double fill = bare.fill(day, BARE, BARE);
        double empty = bare.empty(BARE_IMPORTS);
        BareArea area = new BareArea(azurite.connectionString(), "area");
        try (StandIn standIn = bench.standIn(day)) {
            try (Importers importers = importers(bench, standIn, area)) {
                importers.start();
                importers.collect();
                double collected = importers.rate(StandInCounts::fetched, COLLECTED / 4, COLLECTED);
                figures.add(new Figure("emulator: collection by 1 process, no importers", collected, "items/s")
                        .against(fill));
                area.fill(day, COLLECTED, QUEUED);
                release(importers);
                standIn.latency(GRAPH);
                double[] rates = rates(importers, azurite.pid(), GRAPH, figures, 1, 2, 4, 4, 2, 1);
                for (int processes : new int[] {1, 2}) {
                    figures.add(
                            new Figure("emulator: import by " + processes + " process(es)", rates[processes], "items/s")
                                    .against(empty));
                }
                figures.add(new Figure("emulator: import by 4 process(es)", rates[4], "items/s")
                        .against(Math.min(empty, GOAL * rates[1]))
                        .goalAtLeast(0.9));
                figures.add(new Figure("emulator: 4 processes to 1", rates[4] / rates[1], "times"));
                figures.note("the emulator's limit is " + format(empty) + " imports/s, " + format(empty / rates[1])
                        + " times the rate of one process, with about as many messages in its queue");
            }
            check(standIn, area, figures);
        }
    }

    private static Importers importers(Bench bench, StandIn standIn, BareArea area) throws IOException {
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            programs.add(bench.program(standIn, Importers.settings(area)));
        }
        return new Importers(standIn, programs);
    }

    /** Lets them import, and waits until none asks for users and folders any more. */
    private static void release(Importers importers) throws IOException, InterruptedException {
        importers.release();
        importers.await(StandInCounts::created, COLLECTED);
        long before;
        do {
            before = importers.counts().others();
            Importers.pause(SETTLING);
        } while (importers.counts().others() > before);
    }

    /** The mean rates by number of processes. */
    private static double[] rates(Importers importers, long emulator, Duration latency, Figures figures, int... order)
            throws IOException, InterruptedException {
        double[] rates = new double[PROCESSES + 1];
        StringBuilder text = new StringBuilder();
        for (int processes : order) {
            importers.run(processes);
            Importers.pause(SETTLING.plus(latency));
            Load before = Load.of(importers, emulator);
            Importers.pause(WINDOW.plus(latency));
            Load load = Load.of(importers, emulator).since(before);
            rates[processes] += load.rate() / 2;
            text.append("; ").append(processes).append(": ").append(load);
        }
        importers.run(PROCESSES);
        figures.note(Runtime.getRuntime().availableProcessors() + " processors" + text);
        return rates;
    }

    private static void add(Figures figures, String part, long items, StorageCounts counts) {
        figures.add(new Figure("storage requests of the " + part, counts.of("") / (double) items, "an item"));
        figures.add(
                new Figure("bytes to and from storage, " + part, counts.bytesOf("") / 1024.0 / items, "KB an item"));
        figures.note(part + " of " + items + " items of " + KILOBYTES + " KB, 4 processes: " + counts.requests());
    }

    private static void check(StandIn standIn, BareArea area, Figures figures)
            throws IOException, InterruptedException {
        long created = standIn.counts().created();
        long delivered = area.delivered();
        figures.note(created + " messages created, " + delivered + " imported by the ledger");
        if (delivered < created - PROCESSES * Importers.IN_FLIGHT) {
            throw new IOException("The ledger has " + delivered + " deliveries of " + created + " messages");
        }
        if (created >= COLLECTED + QUEUED) {
            figures.note("the queue was empty before the end: the rates are too low");
        }
    }

    private static String format(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
