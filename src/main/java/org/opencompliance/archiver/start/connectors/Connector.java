package org.opencompliance.archiver.start.connectors;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.start.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One of several connectors of a process. Its own thread starts it; after a failure it tries again, with the settings as they are
 * then, while the others work.
 */
final class Connector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
    /** Every thread that the start of a connector creates inherits it; the pattern of the log has it. */
    private static final String LOG_KEY = "connector";

    private static final String OURS = "org.opencompliance.archiver.";

    private final String name;
    private final Supplier<Configuration> settings;
    private final Surroundings surroundings;
    private final Duration pause;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Archiver archiver;
    /** Without the text of a library, which can have an address or a login. */
    private volatile String failure = "The connector is starting";

    private String lastSaid;

    /**
     * @param settings read at each try
     * @param pause between a failure and the next try
     */
    Connector(String name, Supplier<Configuration> settings, Surroundings surroundings, Duration pause) {
        this.name = name;
        this.settings = settings;
        this.surroundings = surroundings;
        this.pause = pause;
        this.thread = new Thread(this::run, "connector-" + name);
    }

    String name() {
        return name;
    }

    void begin() {
        thread.start();
    }

    /** Waits for the end of the first try, whatever it is. */
    void awaitFirstTry() throws InterruptedException {
        tried.await();
    }

    /** The running archiver; empty while it does not run. */
    Optional<Archiver> archiver() {
        return Optional.ofNullable(archiver);
    }

    Optional<CamelContext> context() {
        return archiver().map(Archiver::context);
    }

    /** Why it does not run. */
    String failure() {
        return failure;
    }

    private void run() {
        MDC.put(LOG_KEY, name);
        try {
            boolean started = tryToStart();
            while (!started && !closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                started = tryToStart();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryToStart() {
        try {
            Archiver started = Archiver.start(settings.get(), Archiver.Mode.SCHEDULED, surroundings);
            failure = null;
            archiver = started;
            LOG.info("The connector {} runs", name);
            return true;
        } catch (Exception e) { // boundary: a connector that cannot start must not end the others
            fail(e);
            return false;
        } finally {
            tried.countDown();
        }
    }

    /** Logs a failure that is not that of the try before in one line; Camel's own is left out. */
    private void fail(Exception e) {
        Throwable cause = cause(e);
        String said =
                isOurs(cause) ? cause.getMessage() : words(cause) + ". Correct it; the connector then starts by itself";
        String before = lastSaid;
        lastSaid = said;
        failure = isOurs(cause) ? said : cause.getClass().getSimpleName() + "; the log of the process has the text";
        if (!said.equals(before)) {
            LOG.error("The connector {} does not run, it is tried every {} s: {}", name, pause.toSeconds(), said);
        }
        LOG.debug("The connector {} does not run", name, e);
    }

    /** The first of this program, whose text says what to do, else the innermost. */
    private static Throwable cause(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !isOurs(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String words(Throwable foreign) {
        return foreign.getClass().getSimpleName()
                + (foreign.getMessage() == null
                        ? ""
                        : ": " + foreign.getMessage().strip());
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getMessage() != null && failure.getClass().getName().startsWith(OURS);
    }

    /** Ends the tries, and closes what runs. */
    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join();
        if (archiver != null) {
            MDC.put(LOG_KEY, name);
            archiver.close();
        }
    }
}
