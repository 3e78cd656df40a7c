package org.opencompliance.archiver.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.collect.Progress;
import org.opencompliance.archiver.delivery.RecordStates;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.LedgerVerification;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/**
 * Kills the packaged program a hundred times while it archives two thousand items from an unreliable source into an
 * unreliable tenant: each delivery must be made exactly once.
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
                .others(2)
                .make();
        StorageUnderTrial storage = StorageUnderTrial.in(azurite);
        List<String> quickly = new ClassArchive(folder).options(azurite);
        beginAtOnce(storage, day);
        try (Sandbox sandbox = Sandbox.start(day, Clock.systemUTC(), SEED)) {
            Sky.over(sandbox).darken(FAULTS);
            try (Fleet fleet = new Fleet(folder, sandbox, settings(storage), PROCESSES, quickly)) {
                Misfortune misfortune = new Misfortune(fleet, storage, SEED);
                misfortune.plan(sandbox, KILLS, OUTAGES, stepsUnderFire(day));
                boolean survived = misfortune.strike(UNDER_FIRE);
                Sky.over(sandbox).clear();
                print(begun, sandbox, fleet, misfortune);
                assertThat(survived)
                        .as("all kills and outages took place in time")
                        .isTrue();
                RequestAnswer answer = collect(storage, day);
                awaitEnd(storage, sandbox);
                print(begun, sandbox, fleet, misfortune);
                check(storage, sandbox, answer);
            }
        }
    }

    /** Records the start of a collection of the day, so that the first process runs it as a missed firing. */
    private static void beginAtOnce(StorageUnderTrial storage, SampleDay day) throws IOException {
        try (ObjectStore store = storage.attach()) {
            new JsonObjects<>(store, Progress.class)
                    .create("state/" + CONNECTOR + "/progress.json", new Progress(day.from(), null, day.from()));
        }
    }

    private static Map<String, String> settings(StorageUnderTrial storage) {
        Map<String, String> settings = QuickSettings.on(storage);
        settings.put("archiver.schedule", "0 0/2 * * * ?");
        settings.put("archiver.window", "1h");
        settings.put("archiver.overlap", "1h");
        settings.put("telemessage.retries", "10");
        settings.put("telemessage.retry-delay-ms", "100");
        settings.put("archiver.storage-retries", "50");
        settings.put("archiver.storage-retry-delay-ms", "200");
        settings.put("archiver.max-tries", "100");
        settings.put("archiver.requests-every", "2s");
        settings.put("azure.work-visibility", "12s");
        settings.put("azure.renew-every", "4s");
        settings.put("archiver.items-in-flight", "16");
        settings.put("archiver.fetchers", "8");
        return settings;
    }

    /**
     * The number of steps over which the kills are distributed. A twentieth of all items and deliveries is not counted,
     * because its response is a failure after success, and work must remain after the last kill.
     */
    private static long stepsUnderFire(SampleDay day) {
        return (day.items().size() + day.totals().imported()) * 3L / 4;
    }

    /** Requests the whole day until it is collected completely. No faults occur now, but the leadership may still change. */
    private static RequestAnswer collect(StorageUnderTrial storage, SampleDay day) throws Exception {
        try (ObjectStore store = storage.attach()) {
            Requests requests = new Requests(store, CONNECTOR);
            RequestAnswer answer = new RequestAnswer(false, "", null);
            for (int i = 1; i <= MOST_REQUESTS && !answer.good(); i++) {
                Request request = Request.collect(day.from(), day.to(), "crash suite");
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
            OpenCollections collections = new OpenCollections(store, CONNECTOR);
            await().atMost(AFTERWARDS)
                    .pollInterval(1, TimeUnit.SECONDS)
                    .until(() -> AreaState.of(store, CONNECTOR).settled()
                            && collections.unreported().isEmpty());
        }
    }

    private static void check(StorageUnderTrial storage, Sandbox sandbox, RequestAnswer answer) throws Exception {
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
            KeptReports reports = KeptReports.of(store, CONNECTOR);
            System.out.println("  reports of " + reports.count() + " collections, " + reports.complete()
                    + " of them complete; staged according to them: " + reports.staged());
            List<Report> days = days(store, today);
            days.forEach(day -> System.out.println(
                    "  " + day.day() + ": " + day.equations().fanOut().text()));
            assertThat(differences).isEmpty();
            assertThat(reports.wrong()).isEmpty();
            assertThat(reports.staged()).isEqualTo(state.staged());
            assertThat(days)
                    .extracting(day -> day.equations().fanOut().verdict())
                    .containsOnly(Verdict.HOLDS);
            assertThat(days.stream().mapToLong(CrashSuiteIT::imported).sum())
                    .isEqualTo(Deliveries.of(sandbox).expected());
            assertThat(ledger).matches(LedgerVerification::intact);
            assertThat(answer.good()).as(answer.text()).isTrue();
        }
    }

    /** The ledger's reports for the days of the suite, which are two when it ran over midnight. */
    private static List<Report> days(ObjectStore store, LocalDate today) throws IOException {
        ReportBuilder builder =
                new ReportBuilder(new LedgerReader(store, CONNECTOR), new RecordStates(store), Clock.systemUTC());
        return List.of(builder.day(today.minusDays(1)), builder.day(today));
    }

    /** Number of deliveries made on that day, of items that were staged on it or before. */
    private static long imported(Report day) {
        Imports now = day.imports();
        Imports before = day.earlier();
        return now.imported() + now.partiallyImported() + before.imported() + before.partiallyImported();
    }

    private static void print(long begun, Sandbox sandbox, Fleet fleet, Misfortune misfortune) {
        Deliveries deliveries = Deliveries.of(sandbox);
        System.out.println("Crash suite, seed " + SEED + ", after "
                + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s: " + fleet.size() + " processes, "
                + fleet.kills() + " kills (" + fleet.collectorKills() + " of the collector), "
                + fleet.endsByThemselves() + " unplanned ends, "
                + misfortune.outages() + " outages of the storage area");
        System.out.println("  " + misfortune.answered() + " requests; faults at the source "
                + sandbox.site().faultsStruck() + ", at Graph "
                + sandbox.tenant().faultsStruck());
        System.out.println("  " + sandbox.day().items().size() + " items, " + deliveries.expected()
                + " deliveries expected, " + deliveries.made() + " made, " + deliveries.doubles() + " doubles, "
                + deliveries.missing() + " missing");
    }
}
