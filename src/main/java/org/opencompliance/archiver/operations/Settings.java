package org.opencompliance.archiver.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opencompliance.archiver.Configuration;
import org.opencompliance.archiver.ConfigurationException;

/** Looks through the whole configuration before anything starts, so that all that is wrong is said at once. */
final class Settings {

    private static final long LARGEST_LIMIT = 150L << 20;

    private static final List<String> REQUIRED = List.of(
            "telemessage.username",
            "telemessage.password",
            "archiver.connector",
            "archiver.network",
            "archiver.folder",
            "archiver.message-class",
            "archiver.storage-directory");
    private static final List<String> DURATIONS = List.of(
            "archiver.overlap",
            "archiver.source-lag",
            "archiver.clock-tolerance",
            "archiver.make-up-every",
            "archiver.claim-duration",
            "archiver.retry-delay",
            "archiver.mailbox-patience",
            "archiver.sweep-every",
            "archiver.sweep-age",
            "archiver.mapping-still",
            "archiver.mapping-check-every",
            "archiver.directory-keep",
            "archiver.directory-keep-unknown",
            "archiver.report-every",
            "archiver.requests-every",
            "archiver.receive-every",
            "archiver.refill-every",
            "microsoft.request-timeout");
    private static final List<String> NUMBERS = List.of(
            "archiver.page-size",
            "archiver.fetchers",
            "archiver.items-in-flight",
            "archiver.importers",
            "archiver.queue-capacity",
            "archiver.max-tries",
            "archiver.max-unrecorded-ends",
            "archiver.directory-keep-entries",
            "microsoft.max-requests",
            "microsoft.max-requests-per-mailbox",
            "telemessage.connect-timeout-ms",
            "telemessage.response-timeout-ms");
    private static final List<String> FLAGS = List.of("archiver.import-system-items", "archiver.email-mapping");

    private final Configuration configuration;

    Settings(Configuration configuration) {
        this.configuration = configuration;
    }

    /** @throws ConfigurationException with one line for each property that cannot be used */
    void require() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), problems));
        }
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        checks().values().forEach(check -> {
            try {
                check.run();
            } catch (ConfigurationException e) {
                problems.add(e.getMessage());
            }
        });
        return problems;
    }

    private Map<String, Runnable> checks() {
        Map<String, Runnable> checks = new LinkedHashMap<>();
        checks.put("url", () -> configuration.serviceAddress("telemessage.url"));
        for (String name : REQUIRED) {
            checks.put(name, () -> configuration.required(name));
        }
        for (String name : DURATIONS) {
            checks.put(name, () -> configuration.duration(name));
        }
        for (String name : NUMBERS) {
            checks.put(name, () -> configuration.number(name, 1));
        }
        for (String name : FLAGS) {
            checks.put(name, () -> configuration.flag(name));
        }
        checks.put("from", () -> configuration.time("archiver.collect-from"));
        checks.put("storage", () -> configuration.choice("archiver.storage", Set.of("local")));
        checks.put("deliver", () -> configuration.choice("archiver.deliver-to", Set.of("participants", "owner")));
        checks.put("fetch", () -> configuration.size("archiver.fetch-limit"));
        checks.put("limit", this::requireLimit);
        return checks;
    }

    private void requireLimit() {
        long limit = configuration.size("archiver.size-limit");
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new ConfigurationException(
                    "archiver.size-limit must be from 1B to 150MB, the most that Exchange takes");
        }
    }
}
