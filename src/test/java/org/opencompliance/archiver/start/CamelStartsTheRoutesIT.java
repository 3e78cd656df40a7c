package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.routing.watch.TimerWatch;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** Camel's own start with the shipped routes, and with no other code than the configuration class. */
@Timeout(120)
class CamelStartsTheRoutesIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).odd(false).items(10).make();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aDayIsArchived() throws Exception {
        try (Sandbox sandbox = Sandbox.start(DAY)) {
            ArchiverProcess files = new ArchiverProcess(folder);
            Main main = main(sandbox);
            main.start();
            try {
                assertThat(main.getCamelContext().getRoutePolicyFactories())
                        .filteredOn(TimerWatch.class::isInstance)
                        .hasSize(1);
                collect(main);
                assertThat(sandbox.verdict("WeChat Archiver").differences(files.deadLetters()))
                        .isEmpty();
            } finally {
                main.stop();
            }
        }
        assertThat(folder.resolve("data"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith(".wechat"));
    }

    /** The defaults are those of the application.properties on the class path. */
    private Main main(Sandbox sandbox) throws Exception {
        Path mapping = Files.writeString(folder.resolve("mapping.csv"), DAY.mappingCsv());
        Main main = new Main();
        Map.of(
                        "camel.main.routesIncludePattern", "file:routes/*.camel.yaml",
                        "camel.main.configurationClasses", ArchiverConfiguration.class.getName(),
                        "telemessage.url", sandbox.site().url().toString(),
                        "telemessage.username", sandbox.site().username(),
                        "telemessage.password", sandbox.site().password(),
                        "microsoft.credentials", "none",
                        "microsoft.service-url", sandbox.tenant().url().toString(),
                        "archiver.mapping-file", mapping.toString(),
                        "archiver.mapping-still", "0s",
                        "archiver.storage-directory", folder.resolve("data").toString())
                .forEach(main::addOverrideProperty);
        main.addOverrideProperty("archiver.schedule", "0 0 0 1 1 ? 2099");
        main.addOverrideProperty("camel.main.jmxEnabled", "false");
        return main;
    }

    private static void collect(Main main) throws Exception {
        Requests requests =
                main.lookupByType(Requests.class).values().iterator().next();
        Request request = new Request("day", "collect", DAY.from(), DAY.to(), null, null, "test", DAY.from());
        requests.leave(request);
        boolean good = await().atMost(PATIENCE)
                .until(() -> requests.answerTo(request), Optional::isPresent)
                .orElseThrow()
                .good();
        assertThat(good).isTrue();
    }
}
