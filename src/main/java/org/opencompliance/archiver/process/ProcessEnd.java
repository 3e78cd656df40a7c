package org.opencompliance.archiver.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a thread throws an uncaught error or reports one as {@link Unrecoverable}: a process without one of its
 * threads would look healthy and do nothing. The supervisor restarts the process without loss of data. An uncaught exception is
 * only logged.
 *
 * <p>No memory may be left at that time. So the message is created in advance, and a waiting thread ends the process if the
 * failed thread cannot.
 */
public final class ProcessEnd implements Thread.UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);
    /** The threads of the HTTP client; one that ends is replaced. */
    private static final String HTTP_CLIENT = "OkHttp ";

    private static final long GRACE_MILLIS = 2_000;
    private static final FileOutputStream ERROR_STREAM = new FileOutputStream(FileDescriptor.err);
    private static final byte[] WORDS = ("An error that cannot be recovered from: this process ends with exit code "
                    + Unrecoverable.EXIT_CODE + ", start it again" + System.lineSeparator())
            .getBytes(StandardCharsets.US_ASCII);

    private final CountDownLatch ending = new CountDownLatch(1);
    private final IntConsumer halt;

    private ProcessEnd(IntConsumer halt) {
        this.halt = halt;
    }

    /** Makes errors end this process from now on. */
    public static void install() {
        Thread.setDefaultUncaughtExceptionHandler(of(Runtime.getRuntime()::halt));
    }

    /** @param halt ends the process with an exit code */
    static ProcessEnd of(IntConsumer halt) {
        ProcessEnd end = new ProcessEnd(halt);
        Thread second = new Thread(end::endAnyway, "process-end");
        second.setDaemon(true);
        second.start();
        return end;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof Error || Unrecoverable.isIn(failure)) {
            end(thread, failure);
        } else if (thread.getName().startsWith(HTTP_CLIENT) && isOfARequest(failure)) {
            LOG.warn(
                    "A request failed after its caller had stopped waiting; nothing to do. In the thread {}: {}",
                    thread.getName(),
                    kinds(failure));
        } else {
            LOG.error("The thread {} ended: {}", thread.getName(), kinds(failure));
        }
    }

    /** A client library throws what it cannot give to a caller any longer, as after a pause of the whole process. */
    private static boolean isOfARequest(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof IOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private void end(Thread thread, Throwable failure) {
        ending.countDown();
        try {
            say();
            LOG.error("In the thread {}: {}", thread.getName(), kinds(failure));
        } finally {
            halt.accept(Unrecoverable.EXIT_CODE);
        }
    }

    /** Avoids System.err, because another thread may hold its lock. */
    private static void say() {
        try {
            ERROR_STREAM.write(WORDS);
        } catch (IOException e) {
            // the exit code remains as the only signal
            LOG.debug("Standard error is closed");
        }
    }

    /** The classes of a failure and of its causes, without their messages, which may contain any data. */
    private static String kinds(Throwable failure) {
        StringBuilder kinds = new StringBuilder(failure.getClass().getName());
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 10; depth++) {
            kinds.append(", caused by ").append(cause.getClass().getName());
            cause = cause.getCause();
        }
        return kinds.toString();
    }

    private void endAnyway() {
        try {
            ending.await();
        } catch (InterruptedException e) {
            // no code has a reference to this thread to interrupt it
            Thread.currentThread().interrupt();
            return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
        halt.accept(Unrecoverable.EXIT_CODE);
    }
}
