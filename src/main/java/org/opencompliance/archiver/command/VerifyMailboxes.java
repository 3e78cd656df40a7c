package org.opencompliance.archiver.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.evidence.Days;
import org.opencompliance.archiver.evidence.DeliveredMessage;
import org.opencompliance.archiver.evidence.Finding;
import org.opencompliance.archiver.evidence.Findings;
import org.opencompliance.archiver.evidence.ImportedMessages;
import org.opencompliance.archiver.ledger.ReadOnlyLedger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.start.Settings;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;

/** Compares imported messages with their mailboxes, through the route that the schedule uses. */
final class VerifyMailboxes {

    private static final String ROUTE = "verify-message";
    private static final String CALLED = "compare-message";
    /** The limits for each mailbox and for all requests apply besides. */
    private static final int AT_ONCE = 4;

    private static final int WAITING = 100;

    private final Configuration configuration;
    private final ObjectStore area;
    private final boolean content;
    private final Findings findings;

    /** @param content whether to compare the body and the contents of attachments too */
    VerifyMailboxes(Configuration configuration, ObjectStore area, boolean content, VerifyProgress progress) {
        this.configuration = configuration;
        this.area = area;
        this.content = content;
        this.findings = new Findings((checked, bytes) -> progress.tell("messages", checked, bytes));
    }

    /** @param sample number of messages, null for all */
    Findings.Result verify(Days days, Integer sample) throws Exception {
        requireSettings();
        Path temporary = Files.createTempDirectory("wechat-archiver-verify-");
        WatchedObjectStore store = new WatchedObjectStore(area);
        Map<String, Object> beans = new Assembly(
                        configuration, Clock.systemUTC(), store, new ReadOnlyLedger(), Membership.alone())
                .beans(temporary);
        try (RouteProbe routes = RouteProbe.start(configuration, beans, ROUTE, CALLED)) {
            compare(routes, days, sample);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return findings.result();
    }

    private void requireSettings() {
        var problems = new Settings(configuration).problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), problems));
        }
    }

    private void compare(RouteProbe routes, Days days, Integer sample) throws IOException, InterruptedException {
        ImportedMessages messages =
                new ImportedMessages(new LedgerReader(area, configuration.required("archiver.connector")));
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), new CallerRunsPolicy());
        try {
            if (sample == null) {
                messages.forEach(days, message -> pool.execute(() -> compare(routes, message)));
            } else {
                messages.sample(days, sample, new SecureRandom())
                        .forEach(message -> pool.execute(() -> compare(routes, message)));
            }
        } finally {
            pool.shutdown();
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.SECONDS);
        }
    }

    private void compare(RouteProbe routes, DeliveredMessage message) {
        Exchange answer = routes.ask(ROUTE, null, Map.of("delivered", message, "content", content));
        Finding found = answer.getMessage().getBody(Finding.class);
        boolean failed = answer.getException() != null || found == null;
        findings.compared(failed ? message.finding(Finding.Kind.UNCHECKED, "the route failed") : found);
    }
}
