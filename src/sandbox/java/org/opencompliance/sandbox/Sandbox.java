package org.opencompliance.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.site.TeleMessageSite;

/**
 * A site with the items of one day, and the matching tenant.
 *
 * <p>Thread-safe. Serves until it is closed; all data is in memory.
 */
public final class Sandbox implements AutoCloseable {

    /** Contains characters that are sensitive to encoding errors. */
    private static final String USERNAME = "admin@contoso.example";

    private static final String PASSWORD = "p%+w&x)d:密";

    private final SampleDay day;
    private final TeleMessageSite site;
    private final GraphTenant tenant;

    private Sandbox(SampleDay day, Clock clock, long seed) {
        this.day = day;
        this.site = TeleMessageSite.start(USERNAME, PASSWORD, clock, seed);
        this.tenant = GraphTenant.start(clock, seed);
        site.addAll(day.items());
        tenant.addAll(day.users());
    }

    /** Starts both servers with the system clock and all data of the day. */
    public static Sandbox start(SampleDay day) {
        return start(day, Clock.systemUTC(), 1);
    }

    /**
     * Starts both servers with all data of the day.
     *
     * @param clock for both servers
     * @param seed for faults with a probability
     */
    public static Sandbox start(SampleDay day, Clock clock, long seed) {
        return new Sandbox(day, clock, seed);
    }

    /** A sandbox of another network than WeChat. */
    public Sandbox network(String name) {
        site.network(name);
        return this;
    }

    public SampleDay day() {
        return day;
    }

    public TeleMessageSite site() {
        return site;
    }

    public GraphTenant tenant() {
        return tenant;
    }

    /** Compares the tenant with the expectations of the day, for messages in this folder. */
    public Verdict verdict(String folder) {
        return new Verdict(day.expected(), tenant, folder);
    }

    @Override
    public void close() {
        site.close();
        tenant.close();
    }

    /**
     * Starts a sandbox with the data of yesterday for manual use, prints its addresses and runs until it is ended.
     *
     * @param args optionally the target file for the custom mapping
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        SampleDay day = SampleDay.on(LocalDate.now(ZoneOffset.UTC).minusDays(1)).make();
        try (Sandbox sandbox = start(day)) {
            if (args.length > 0) {
                Files.writeString(Path.of(args[0]), day.mappingCsv());
            }
            sandbox.print(System.out);
            new CountDownLatch(1).await();
        }
    }

    private void print(PrintStream out) {
        List.of(
                        "TeleMessage site   " + site.url(),
                        "  user name        " + site.username(),
                        "  password         " + site.password(),
                        "  items            " + day.items().size() + " archived on " + day.day() + " UTC",
                        "Microsoft Graph    " + tenant.url(),
                        "Mailboxes to see   " + tenant.viewUrl(),
                        "Expected           " + day.totals())
                .forEach(out::println);
    }
}
