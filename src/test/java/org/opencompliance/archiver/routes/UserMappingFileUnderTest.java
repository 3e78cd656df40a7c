package org.opencompliance.archiver.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.mapping.MemoryStore;
import org.opencompliance.archiver.mapping.MovableClock;
import org.opencompliance.archiver.mapping.csv.KeptMapping;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingCsv;
import org.opencompliance.archiver.mapping.csv.MappingFile;
import org.opencompliance.archiver.mapping.csv.UserMapping;
import org.opencompliance.archiver.mapping.csv.UserMappings;

/** The shipped routes of the mapping file, with a clock and a storage area of the test. */
abstract class UserMappingFileUnderTest {

    static final String HEADER = "External User ID,Microsoft 365 User Mailbox\n";
    static final String SUSAN = "445204334324";
    static final String GOOD = HEADER + SUSAN + ",susan@contoso.com\n";
    static final String OTHER = HEADER + SUSAN + ",jeff@contoso.com\n";
    static final String BAD = HEADER + "4.45204E+11,susan@contoso.com\n";

    final MovableClock clock = new MovableClock();
    final MemoryStore store = new MemoryStore();
    final List<LedgerEvent> ledger = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    Path file;
    UserMappings mappings;
    RouteTestSupport routes;

    @AfterEach
    void stop() {
        if (routes != null) {
            routes.close();
        }
    }

    void start() throws Exception {
        file = folder.resolve("mapping.csv");
        start(file.toString());
    }

    void start(String path) throws Exception {
        build(path, Duration.ofSeconds(5))
                .replaceFrom("watch-user-mapping", "direct:tick")
                .start();
    }

    void restart() throws Exception {
        routes.close();
        start();
    }

    RouteTestSupport build(String path, Duration still) throws Exception {
        mappings = new UserMappings(path, new KeptMapping(store, "wechat"), ledger::add);
        routes = new RouteTestSupport(
                        Map.of("archiver.mapping-check-every", "50"),
                        Map.of(
                                "userMappings", mappings,
                                "mappingCsv", new MappingCsv(),
                                "mappingFile", new MappingFile(path, still, clock)))
                .load("load-user-mapping.camel.yaml");
        return routes;
    }

    void tick(Duration after) {
        clock.advance(after);
        routes.template().requestBody("direct:tick", "");
    }

    void write(String content) throws IOException {
        Files.writeString(file, content, UTF_8);
    }

    void load(String content) throws IOException {
        write(content);
        tick(Duration.ZERO);
        tick(Duration.ofSeconds(5));
    }

    MappingCheck check(String content) {
        return check(content.getBytes(UTF_8));
    }

    MappingCheck check(byte[] content) {
        return routes.template().requestBody("direct:check-user-mapping", content, MappingCheck.class);
    }

    String mailboxOf(String number) {
        return mappings.inForce()
                .flatMap((UserMapping m) -> m.mailboxOf(number))
                .orElse("");
    }
}
