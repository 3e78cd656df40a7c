package org.opencompliance.archiver.routing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.OriginalSpool;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.routing.watch.FailedStep;
import org.opencompliance.archiver.sink.CopyAttempts;
import org.opencompliance.archiver.sink.CopyAttempts.Consequence;
import org.opencompliance.archiver.sink.CopyBacklog;
import org.opencompliance.archiver.sink.CopyFacts;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies originals to a second place, for the route of that name. It is no part of the way of an item: it reads the originals
 * and writes records of its own. An item is copied at least once. Safe for any number of threads.
 */
public final class ItemCopies {

    private static final Logger LOG = LoggerFactory.getLogger(ItemCopies.class);
    /** Number of originals that are copied before the backlog is read again. */
    private static final int BATCH = 1_000;
    /** Part of the time that listing an empty backlog may take: one tenth. */
    private static final int REST = 10;

    private final String connector;
    private final CopyBacklog backlog;
    private final CopyAttempts attempts;
    private final OriginalSpool spool;
    private final Ledger ledger;
    private long notBefore = System.nanoTime();

    /** @param spool for the originals that are being sent */
    public ItemCopies(
            String connector, CopyBacklog backlog, CopyAttempts attempts, OriginalSpool spool, Ledger ledger) {
        this.connector = connector;
        this.backlog = backlog;
        this.attempts = attempts;
        this.spool = spool;
        this.ledger = ledger;
    }

    /** The next originals to copy: first those that never failed, so that failed ones delay no other. */
    public synchronized List<WorkOrder> due() throws IOException {
        long begun = System.nanoTime();
        if (!attempts.isOpen() || begun - notBefore < 0) {
            return List.of();
        }
        List<WorkOrder> chosen = new ArrayList<>();
        List<WorkOrder> again = new ArrayList<>();
        backlog.forEach(original -> choose(original, chosen, again));
        again.stream().limit(BATCH - chosen.size()).forEach(chosen::add);
        if (chosen.size() < BATCH) {
            long ended = System.nanoTime();
            notBefore = ended + REST * (ended - begun);
        }
        return chosen;
    }

    private boolean choose(ObjectInfo original, List<WorkOrder> chosen, List<WorkOrder> again) {
        CopyAttempts.State state = attempts.of(original.name());
        boolean full = again.size() >= BATCH;
        if (state == CopyAttempts.State.NEW || state == CopyAttempts.State.DUE && !full) {
            // without readable metadata it waits until the sweep has it repaired
            StagedItem.of(connector, original)
                    .map(WorkOrder::of)
                    .ifPresent(state == CopyAttempts.State.NEW ? chosen::add : again::add);
        }
        return chosen.size() < BATCH;
    }

    /** Whether the second place may be tried now; a stop of the program waits only for the copies in progress. */
    public boolean isOpen(Exchange exchange) {
        return attempts.isOpen() && !exchange.getContext().getStatus().isStopping();
    }

    /** The facts of an original as a JSON file; sets headers with its name and the facts. */
    public byte[] facts(Exchange exchange, WorkOrder order) throws IOException {
        CopyFacts facts = CopyFacts.of(order.item());
        address(exchange, facts, facts.stem() + ".json", "application/json");
        return facts.json();
    }

    /**
     * A temporary file with the original, which is deleted when the exchange is done; sets headers with its name and the
     * facts. The second place gets no byte of an altered or unreadable original.
     */
    public File content(Exchange exchange, WorkOrder order, InputStream original) throws IOException {
        StagedItem item = order.item();
        CopyFacts facts = CopyFacts.of(item);
        Path file = spool.take(
                original, new ListedItem(item.id(), item.type(), item.archivedAt(), item.size(), item.sha256()));
        exchange.getExchangeExtension().addOnCompletion(new Closing(() -> Files.deleteIfExists(file)));
        address(exchange, facts, facts.stem() + ".eml", "message/rfc822");
        return file.toFile();
    }

    private static void address(Exchange exchange, CopyFacts facts, String name, String type) {
        exchange.getMessage().setHeader(Exchange.FILE_NAME, name);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
        exchange.getMessage().getHeaders().putAll(facts.headers());
    }

    /** Records that the second place accepted the copy, in the ledger first. */
    public void copied(WorkOrder order) throws IOException {
        StagedItem item = order.item();
        ledger.append(item.events().copied()).join();
        backlog.copied(item);
        attempts.succeeded(item.name());
    }

    /** Records a failure; the original is tried again after a pause. */
    public void failed(Exchange exchange, WorkOrder order) {
        StagedItem item = order.item();
        String failure = describe(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        Consequence then = attempts.failed(item.name(), failure);
        if (then.firstOfItem()) {
            ledger.append(item.events().copyFailed(failure));
        }
        if (then.placeUntil() != null) {
            FailedStep step = FailedStep.of(exchange);
            LOG.warn(
                    "Copies to archiver.copy-to failed; the next attempt is at {}. The last: item {}: {} [step {}]",
                    then.placeUntil(),
                    item.id(),
                    failure,
                    step == null ? "unknown" : step.step());
        }
    }

    /** The failure without an address or text of the second place. */
    private static String describe(Exception failure) {
        if (failure instanceof HttpOperationFailedException http) {
            return "The second place answered HTTP " + http.getStatusCode();
        }
        String text = FailureText.describe(failure);
        return text.startsWith("Unexpected") || text.startsWith("The connection")
                ? "The copy failed: " + failure.getClass().getSimpleName()
                : text;
    }

    /** Number of failed attempts of this process. */
    public long failures() {
        return attempts.failures();
    }

    /** The last failure of this process; null when there was none. */
    public String lastFailure() {
        return attempts.lastFailure();
    }
}
