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
 * Ends the process when an error gets out of a thread, or is reported as {@link Unrecoverable}: a process without one of its threads
 * would look well and do nothing. What runs the process starts it again, and nothing is lost by such an end. An exception that gets
 * out of a thread is logged.
 *
 * <p>There may be no memory left then. So the words are made beforehand, and a thread that has been waiting for it ends the process
 * if the one with the error cannot.
 */
public final class ProcessEnd implements Thread.UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);
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

    /** From now on errors end this process. */
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
        } else {
            LOG.error(
                    "The thread {} ended: {}",
                    thread.getName(),
                    failure.getClass().getName());
        }
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

    /** Not through a stream that others may hold. */
    private static void say() {
        try {
            ERROR_STREAM.write(WORDS);
        } catch (IOException e) {
            // nobody listens: the exit code says it
            LOG.debug("Standard error is closed");
        }
    }

    /** The kinds of a failure and of its causes; their messages may be of anything. */
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
            // nobody has this thread to interrupt it
            Thread.currentThread().interrupt();
            return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
        halt.accept(Unrecoverable.EXIT_CODE);
    }
}
