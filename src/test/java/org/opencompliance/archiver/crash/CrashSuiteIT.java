package org.opencompliance.archiver.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencompliance.archiver.ledger.LedgerReader;
import org.opencompliance.archiver.ledger.LedgerVerification;
import org.opencompliance.archiver.operations.Answer;
import org.opencompliance.archiver.operations.Request;
import org.opencompliance.archiver.operations.Requests;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/**
 * The packaged program, killed a hundred times while it archives two thousand items from a source into a tenant that
 * both fail now and then: every delivery is made, and made once.
 */
@Tag("crash")
@WithAzurite
class CrashSuiteIT {

    private static final long SEED = Long.getLong("crash.seed", 20261121);
    private static final int ITEMS = Integer.getInteger("crash.items", 2_000);
    private static final int LARGE_ITEMS = Integer.getInteger("crash.large", 12);
    private static final int PROCESSES = Integer.getInteger("crash.processes", 4);
    private static final int KILLS = Integer.getInteger("crash.kills", 100);
    private static final int OUTAGES = Integer.getInteger("crash.outages", 5);
    private static final double FAULTS = 0.05;
    private static final int MOST_REQUESTS = 5;
    private static final String CONNECTOR = "wechat";
    private static final Duration UNDER_FIRE = Duration.ofMinutes(8);
    private static final Duration AFTERWARDS = Duration.ofMinutes(3);

    private final Path folder = Path.of("target", "crash", Long.toString(SEED)).toAbsolutePath();

    private final Azurite azurite;

    CrashSuiteIT(Azurite azurite) {
        this.azurite = azurite;
    }

    @Test
    @Timeout(900)
    void losesAndDoublesNothing() throws Exception {
        long begun = System.nanoTime();
        ArchiverProcess.empty(folder);
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        SampleDay day = SampleDay.on(yesterday)
                .seed(SEED)
                .items(ITEMS)
                .large(LARGE_ITEMS)
                .make();
        StorageUnderTrial storage = StorageUnderTrial.in(azurite);
        try (Sandbox sandbox = Sandbox.start(day, Clock.systemUTC(), SEED)) {
            Sky.over(sandbox).darken(FAULTS);
            try (Fleet fleet = new Fleet(folder, sandbox, settings(day, storage), PROCESSES)) {
                Misfortune misfortune = new Misfortune(fleet, storage, SEED);
                misfortune.plan(sandbox, KILLS, OUTAGES, stepsAtLeast(day));
                boolean survived = misfortune.strike(UNDER_FIRE);
                Sky.over(sandbox).clear();
                print(begun, sandbox, fleet, misfortune);
                assertThat(survived).as("got on with the work").isTrue();
                Answer answer = collect(storage, day);
                awaitEnd(storage, sandbox);
                print(begun, sandbox, fleet, misfortune);
                check(storage, sandbox, answer);
            }
        }
    }

    private static Map<String, String> settings(SampleDay day, StorageUnderTrial storage) {
        Map<String, String> settings = QuickSettings.on(storage);
        settings.put("archiver.schedule", "0/20 * * * * ?");
        settings.put("archiver.collect-from", day.from().toString());
        settings.put("archiver.overlap", "48h");
        settings.put("telemessage.retries", "10");
        settings.put("telemessage.retry-delay-ms", "100");
        settings.put("archiver.storage-retries", "50");
        settings.put("archiver.storage-retry-delay-ms", "200");
        settings.put("archiver.max-tries", "100");
        settings.put("archiver.items-in-flight", "8");
        return settings;
    }

    /**
     * The steps that are counted whatever happens: each item and each delivery, but for those whose answer is a failure
     * after success.
     */
    private static long stepsAtLeast(SampleDay day) {
        return (day.items().size() + day.totals().imported()) * 85L / 100;
    }

    /** Asks for the whole day until it is collected completely, now that nothing fails any longer but the lead may change. */
    private static Answer collect(StorageUnderTrial storage, SampleDay day) throws Exception {
        try (ObjectStore store = storage.attach()) {
            Requests requests = new Requests(store, CONNECTOR);
            Answer answer = new Answer(false, "", null);
            for (int i = 1; i <= MOST_REQUESTS && !answer.good(); i++) {
                Request request = new Request(
                        "last-" + i,
                        "collect",
                        day.from(),
                        day.to(),
                        null,
                        null,
                        "crash suite",
                        Clock.systemUTC().instant());
                requests.leave(request);
                await().atMost(AFTERWARDS)
                        .pollInterval(500, TimeUnit.MILLISECONDS)
                        .until(() -> requests.answerTo(request).isPresent());
                answer = requests.answerTo(request).orElseThrow();
            }
            return answer;
        }
    }

    private static void awaitEnd(StorageUnderTrial storage, Sandbox sandbox) throws Exception {
        try (ObjectStore store = storage.attach()) {
            await().atMost(AFTERWARDS).pollInterval(2, TimeUnit.SECONDS).until(() -> AreaState.of(store, CONNECTOR)
                    .settled());
        }
    }

    private static void check(StorageUnderTrial storage, Sandbox sandbox, Answer answer) throws Exception {
        try (ObjectStore store = storage.attach()) {
            AreaState state = AreaState.of(store, CONNECTOR);
            List<String> differences = sandbox.verdict("WeChat Archiver").differences(state.letters());
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            LedgerVerification ledger =
                    new LedgerReader(store, CONNECTOR).verify(today.minusDays(1), today.plusDays(1));
            System.out.println("In the storage area: " + state.staged() + " originals, "
                    + state.letters().size() + " open dead letters; ledger of " + ledger.files() + " files, "
                    + ledger.lines() + " lines, " + ledger.tornFiles() + " torn by a crash, "
                    + ledger.breaks().size() + " breaks of the chain");
            assertThat(differences).isEmpty();
            assertThat(ledger).matches(LedgerVerification::intact);
            assertThat(answer.good()).as(answer.text()).isTrue();
        }
    }

    private static void print(long begun, Sandbox sandbox, Fleet fleet, Misfortune misfortune) {
        Deliveries deliveries = Deliveries.of(sandbox);
        System.out.println("Crash suite, seed " + SEED + ", after "
                + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s: " + fleet.size() + " processes, "
                + fleet.kills() + " kills (" + fleet.collectorKills() + " of the collector), "
                + fleet.endsByThemselves() + " ended by themselves, "
                + misfortune.outages() + " outages of the storage area");
        System.out.println("  " + misfortune.answered() + " requests; faults at the source "
                + sandbox.site().faultsStruck() + ", at Graph "
                + sandbox.tenant().faultsStruck());
        System.out.println("  " + sandbox.day().items().size() + " items, " + deliveries.expected()
                + " deliveries expected, " + deliveries.made() + " made, " + deliveries.doubles() + " doubles, "
                + deliveries.missing() + " missing");
    }
}
