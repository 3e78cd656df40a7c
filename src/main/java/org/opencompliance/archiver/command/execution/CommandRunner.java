package org.opencompliance.archiver.command.execution;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StorageBusyException;

/** Executes a request, in the archiver that runs on the storage area or else in a new one. */
public final class CommandRunner {

    /** Longest time from the lock of the area to that of the connector. */
    private static final Duration STARTING = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final Configuration configuration;
    private final PrintWriter progress;
    private final Duration patience;

    public CommandRunner(Configuration configuration, PrintWriter progress) {
        this(configuration, progress, null);
    }

    /** @param patience how long to wait for the imports of a collection; null for no limit */
    public CommandRunner(Configuration configuration, PrintWriter progress, Duration patience) {
        this.configuration = configuration;
        this.progress = progress;
        this.patience = patience;
    }

    /** The account that runs the command, for the ledger. */
    public static String user() {
        return System.getProperty("user.name", "unknown");
    }

    /** Leaves the request and waits for its answer. */
    public RequestAnswer carryOut(Request request) throws Exception {
        if (StorageArea.isServed(configuration)) {
            return leaveAndAwait(request);
        }
        try (Archiver archiver = Archiver.start(configuration, Archiver.Mode.ON_DEMAND);
                StopHook hook = StopHook.closing(archiver)) {
            Requests requests = archiver.bean("requests", Requests.class);
            requests.leave(request);
            return await(request, requests, ProgressLine.of(archiver, waiting(archiver), progress));
        } catch (StorageBusyException e) {
            awaitServed(e);
            return leaveAndAwait(request);
        }
    }

    /**
     * The process that has the area starts its connectors one after the other.
     *
     * @throws StorageBusyException when it does not work for the connector of the command
     */
    private void awaitServed(StorageBusyException busy) throws IOException {
        long end = System.nanoTime() + STARTING.toNanos();
        while (!StorageArea.isServed(configuration)) {
            if (System.nanoTime() > end) {
                throw new StorageBusyException(busy.getMessage() + ". It does not run the connector "
                        + configuration.required("archiver.connector")
                        + "; archiver.connectors names those that it runs");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private WaitingMailboxes waiting(Archiver archiver) {
        return new WaitingMailboxes(configuration, archiver.bean("objectStore", ObjectStore.class));
    }

    private RequestAnswer leaveAndAwait(Request request) throws IOException {
        progress.println("An archiver runs on the storage area; it is asked to do it.");
        try (ObjectStore store = StorageArea.attach(configuration)) {
            Requests requests = new Requests(store, configuration.required("archiver.connector"));
            requests.leave(request);
            return await(request, requests, new ProgressLine(new WaitingMailboxes(configuration, store), progress));
        }
    }

    private RequestAnswer await(Request request, Requests requests, ProgressLine meanwhile) throws IOException {
        long collected = 0;
        Optional<RequestAnswer> answer = requests.answerTo(request);
        while (answer.isEmpty()) {
            Optional<RequestAnswer> soFar = requests.collected(request);
            if (soFar.isPresent()) {
                meanwhile.waiting();
                collected = collected == 0 ? System.nanoTime() : collected;
                if (patience != null && System.nanoTime() - collected >= patience.toNanos()) {
                    return soFar.get();
                }
            }
            meanwhile.run();
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            answer = requests.answerTo(request);
        }
        return answer.get();
    }
}
