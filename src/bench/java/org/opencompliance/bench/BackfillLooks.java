package org.opencompliance.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInCounts;
import org.opencompliance.bench.standin.StandInDay;

/**
 * The requests and the rate of a backfill: the import looks for each item that is older than its storage area before it creates the
 * message. Two programs import the same items at the same time, one of them as old items and the other as new ones. Looks share a
 * request if they wait for the same mailbox: with 4 mailboxes most of the 128 items in flight wait, with 200 none. The first quarter
 * is not measured.
 */
public final class BackfillLooks implements Measurement {

    private static final int IN_FLIGHT = 128;
    private static final Duration LATENCY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "backfill-looks";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        measure(bench, figures, StandInDay.of(240, 4 * 1024, 4, LATENCY));
        measure(bench, figures, StandInDay.of(240, 4 * 1024, 200, LATENCY));
    }

    private static void measure(Bench bench, Figures figures, StandInDay day) throws Exception {
        Instant old = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(10, ChronoUnit.DAYS);
        try (Side backfill = Side.of(bench, day.beginning(old));
                Side usual = Side.of(bench, day)) {
            Process one = backfill.program.collect(backfill.standIn.day(), "--no-wait");
            Process other = usual.program.collect(usual.standIn.begin(), "--no-wait");
            one.waitFor();
            other.waitFor();
            backfill.program.release();
            usual.program.release();
            Result[] results = results(backfill, usual, day.items());
            backfill.program.expectImported(day.items());
            usual.program.expectImported(day.items());
            print(figures, day, results[0], results[1]);
        }
    }

    private static Result[] results(Side backfill, Side usual, int items) throws IOException, InterruptedException {
        Progress[] progress = {new Progress(), new Progress()};
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (progress[0].to == null || progress[1].to == null) {
            if (System.nanoTime() > end) {
                throw new IOException("The import does not end; see " + backfill.program.folder());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            progress[0].read(backfill.standIn, items);
            progress[1].read(usual.standIn, items);
        }
        return new Result[] {progress[0].result(), progress[1].result()};
    }

    private static void print(Figures figures, StandInDay day, Result backfill, Result usual) {
        String where = ", " + day.mailboxes() + " mailboxes";
        Figure more = new Figure("requests more of an old item" + where, backfill.looks - usual.looks, "an item");
        boolean queued = day.mailboxes() < IN_FLIGHT;
        figures.add(queued ? more.goalAtMost(0.1) : more);
        figures.add(new Figure("rate of old items" + where, backfill.rate, "items/s").against(usual.rate));
        figures.note(String.format(
                Locale.ROOT,
                "%d mailboxes, %d items in flight: in all %.2f requests for an old item, %.2f for a new one",
                day.mailboxes(),
                IN_FLIGHT,
                backfill.requests,
                usual.requests));
    }

    /** A program with a source and a Microsoft Graph of its own; it waits for its first mapping before it imports. */
    private record Side(StandIn standIn, Program program) implements AutoCloseable {

        static Side of(Bench bench, StandInDay day) throws IOException {
            StandIn standIn = bench.standIn(day);
            Map<String, String> settings = new HashMap<>(Program.held());
            settings.put("archiver.items-in-flight", Integer.toString(IN_FLIGHT));
            settings.put("microsoft.max-requests", Integer.toString(IN_FLIGHT));
            return new Side(standIn, bench.program(standIn, settings).start());
        }

        @Override
        public void close() throws InterruptedException {
            program.close();
            standIn.close();
        }
    }

    /** The counts after a quarter of the items and after all of them. Used by one thread. */
    private static final class Progress {

        private StandInCounts from;
        private StandInCounts to;
        private long begin;
        private long end;

        void read(StandIn standIn, int items) throws IOException, InterruptedException {
            StandInCounts counts = standIn.counts();
            if (from == null && counts.created() >= items / 4) {
                from = counts;
                begin = System.nanoTime();
            }
            if (to == null && counts.created() >= items) {
                to = counts;
                end = System.nanoTime();
            }
        }

        Result result() {
            double items = to.created() - from.created();
            double looks = to.looks() - from.looks();
            double others = to.others() - from.others();
            return new Result((items + looks + others) / items, looks / items, items * 1e9 / (end - begin));
        }
    }

    /**
     * @param requests an item, with those for folders and users
     * @param looks an item
     * @param rate items a second
     */
    private record Result(double requests, double looks, double rate) {}
}
