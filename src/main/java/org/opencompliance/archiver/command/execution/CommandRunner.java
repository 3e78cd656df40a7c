package org.opencompliance.archiver.command.execution;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
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

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final Configuration configuration;
    private final PrintWriter progress;

    public CommandRunner(Configuration configuration, PrintWriter progress) {
        this.configuration = configuration;
        this.progress = progress;
    }

    public static Request collect(Instant from, Instant to) {
        return Request.collect(from, to, user());
    }

    public static Request replay(String reason, String item) {
        return Request.replay(reason, item, user());
    }

    private static String user() {
        return System.getProperty("user.name", "unknown");
    }

    /** Leaves the request and waits for its answer. */
    public RequestAnswer carryOut(Request request) throws Exception {
        if (StorageArea.isServed(configuration)) {
            return leaveAndAwait(request);
        }
        try (Archiver archiver = Archiver.start(configuration, Archiver.Mode.ON_DEMAND)) {
            leave(request, archiver.bean("requests", Requests.class));
            return await(request, archiver.bean("requests", Requests.class), new ProgressLine(archiver, progress));
        } catch (StorageBusyException e) {
            return leaveAndAwait(request);
        }
    }

    private RequestAnswer leaveAndAwait(Request request) throws IOException {
        progress.println("An archiver runs on the storage area; it is asked to do it.");
        try (ObjectStore store = StorageArea.attach(configuration)) {
            Requests requests = new Requests(store, configuration.required("archiver.connector"));
            leave(request, requests);
            return await(request, requests, () -> {});
        }
    }

    private static void leave(Request request, Requests requests) throws IOException {
        requests.leave(request);
    }

    private static RequestAnswer await(Request request, Requests requests, Runnable meanwhile) throws IOException {
        Optional<RequestAnswer> answer = requests.answerTo(request);
        while (answer.isEmpty()) {
            meanwhile.run();
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            answer = requests.answerTo(request);
        }
        return answer.get();
    }
}
