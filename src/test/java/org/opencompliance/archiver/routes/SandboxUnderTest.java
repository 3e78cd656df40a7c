package org.opencompliance.archiver.routes;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.opencompliance.sandbox.AdjustableClock;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.site.TeleMessageSite;

/** A site and a tenant with a fixed clock, shared by the scenes of a test class. */
final class SandboxUnderTest implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final String FOLDER = "WeChat Archiver";

    private final AdjustableClock clock = new AdjustableClock(NOW);
    private final TeleMessageSite site = TeleMessageSite.start("admin", "p+%w", clock, 1);
    private final GraphTenant tenant = GraphTenant.start(clock, 1);
    private final AtomicInteger scenes = new AtomicInteger();

    AdjustableClock clock() {
        return clock;
    }

    TeleMessageSite site() {
        return site;
    }

    GraphTenant tenant() {
        return tenant;
    }

    /** The people and the day of items for the next test; collections of other tests do not touch them. */
    Scene scene() {
        return new Scene(this, scenes.incrementAndGet());
    }

    /** The messages that were archived in a mailbox. */
    List<MessageRecord> archived(String mailbox) {
        return tenant.messages(mailbox, FOLDER);
    }

    void clearFaults() {
        site.clearFaults();
        tenant.clearFaults();
    }

    @Override
    public void close() {
        site.close();
        tenant.close();
    }
}
