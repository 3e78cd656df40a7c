package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;

/** The ledger is written a few times a second, with any number of deliveries in flight. */
class LedgerWritesAreGroupedIT {

    private static final int ITEMS_IN_FLIGHT = 32;
    private static final int ITEMS = 320;
    private static final Instant ARCHIVED = SandboxUnderTest.NOW.minus(Duration.ofHours(1));

    @TempDir
    Path directory;

    private SandboxUnderTest sandbox;
    private ArchiverUnderTest archiver;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxUnderTest();
        for (int i = 0; i < 2 * ITEMS_IN_FLIGHT; i++) {
            sandbox.tenant().add(TenantUser.member("id-" + i, address(i), "User " + i));
        }
        archiver = ArchiverUnderTest.startWithLedgerOfProduction(
                sandbox,
                directory,
                Map.of(
                        "archiver.items-in-flight", Integer.toString(ITEMS_IN_FLIGHT),
                        "microsoft.max-requests", Integer.toString(2 * ITEMS_IN_FLIGHT)));
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @Test
    void withSixtyFourDeliveriesInFlightThereAreFewerThanTenWritesASecond() throws Exception {
        for (int i = 0; i < ITEMS; i++) {
            sandbox.site().add(item(i));
        }
        sandbox.tenant()
                .inject(Fault.slow(Duration.ofMillis(500))
                        .on(GraphOperation.CREATE_MESSAGE)
                        .always());
        WorkQueue queue = archiver.bean("workQueue", WorkQueue.class);
        archiver.bean("requests", Requests.class).leave(collectAll());
        await().atMost(Duration.ofMinutes(1)).until(() -> queue.held() >= ITEMS_IN_FLIGHT);
        int writes = archiver.disturbed().ledgerWrites();
        long delivered = sandbox.tenant().requests(GraphOperation.CREATE_MESSAGE);
        long begun = System.nanoTime();

        await().atMost(Duration.ofMinutes(3))
                .until(() -> sandbox.tenant().requests(GraphOperation.CREATE_MESSAGE) >= 2 * ITEMS * 3 / 4);

        double seconds = (System.nanoTime() - begun) / 1e9;
        int more = archiver.disturbed().ledgerWrites() - writes;
        long deliveries = sandbox.tenant().requests(GraphOperation.CREATE_MESSAGE) - delivered;
        System.out.printf(
                "Ledger: %d deliveries in %.1f s in %d writes, %.1f a second, one for %.1f deliveries%n",
                deliveries, seconds, more, more / seconds, (double) deliveries / more);
        assertThat(more / seconds).isLessThan(10);
        assertThat(deliveries).isGreaterThan(more);
        archiver.awaitIdle();
        assertThat(archiver.ledger(EventType.DELIVERED)).hasSize(2 * ITEMS);
    }

    private static Request collectAll() {
        Instant from = ARCHIVED.minusSeconds(1);
        Instant to = ARCHIVED.plusSeconds(1);
        return new Request("all", "collect", from, to, null, null, "a person", SandboxUnderTest.NOW);
    }

    private static String address(int user) {
        return "user" + user + "@contoso.example";
    }

    /** From one user to another, each pair in turn. */
    private static SiteItem item(int number) {
        int pair = number % ITEMS_IN_FLIGHT;
        String mail = String.join(
                "\r\n",
                "From: <" + address(2 * pair) + ">",
                "To: <" + address(2 * pair + 1) + ">",
                "Subject: WeChat",
                "",
                "Hello",
                "");
        return SiteItem.of("item" + number, "chat", ARCHIVED, mail.getBytes(StandardCharsets.UTF_8));
    }
}
