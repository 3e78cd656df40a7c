package org.opencompliance.archiver.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.storage.Azurite;

/**
 * A class data sharing archive, dumped by a process that archived a few items. A process starts with it in about half the
 * time, which matters in a suite with a hundred starts.
 */
record ClassArchive(Path folder) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CONNECTOR = "wechat";
    /** Excludes lambda classes: the JVM of Java 17 crashes with SIGSEGV when it archives these. */
    private static final String NO_LAMBDAS = "-Djdk.internal.lambda.disableEagerInitialization=true";

    /** Creates the archive; @return the JVM options to use it, none if this JVM creates none. */
    List<String> options(Azurite azurite) throws Exception {
        Path archive = folder.resolve("classes.jsa");
        StorageUnderTrial storage = StorageUnderTrial.in(azurite);
        SampleDay day = SampleDay.on(LocalDate.now(ZoneOffset.UTC).minusDays(1))
                .odd(false)
                .items(10)
                .large(1)
                .make();
        Map<String, String> settings = QuickSettings.on(storage);
        settings.put("archiver.schedule", "0/5 * * * * ?");
        settings.put("archiver.collect-from", day.from().toString());
        try (Sandbox sandbox = Sandbox.start(day);
                ObjectStore store = storage.attach();
                Fleet one = new Fleet(
                        folder.resolve("first"),
                        sandbox,
                        settings,
                        1,
                        List.of(NO_LAMBDAS, "-XX:ArchiveClassesAtExit=" + archive))) {
            await().atMost(PATIENCE).pollInterval(200, TimeUnit.MILLISECONDS).until(() -> archived(store, day));
        }
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    private static boolean archived(ObjectStore store, SampleDay day) throws IOException {
        AreaState state = AreaState.of(store, CONNECTOR);
        return state.staged() == day.items().size() && state.settled();
    }
}
