package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The CPU time that the work on one mail may take, all its steps together. What a step calls on its thread asks now and
 * then whether something is left ({@link #check}); a text that meets a regular expression asks by itself ({@link
 * #watched}). So a step ends soon after its budget does, wherever it is, and time that the thread waits for a disk, a
 * network or a processor does not count.
 *
 * <p>Steps run one after another, on any thread. On a Java platform that cannot measure the CPU time of a thread no
 * step ever ends.
 */
public final class CpuBudget {

    /** Asking the clock costs about as much as copying a kilobyte. */
    private static final int CHECKS_PER_LOOK = 64;
    /** How many characters of a text are read between two checks. */
    private static final int CHARS_PER_CHECK = 256;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final ThreadLocal<Step> CURRENT = new ThreadLocal<>();

    private final Duration limit;
    private final LongSupplier clock;
    private final AtomicLong left;

    CpuBudget(Duration limit, LongSupplier clock) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A mail needs some CPU time");
        }
        this.limit = limit;
        this.clock = clock;
        this.left = new AtomicLong(limit.toNanos());
    }

    /** A budget that nothing was taken from yet. */
    public static CpuBudget of(Duration limit) {
        boolean measured = THREADS.isCurrentThreadCpuTimeSupported();
        return new CpuBudget(limit, measured ? THREADS::getCurrentThreadCpuTime : () -> 0);
    }

    /** A step of the work on a mail. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, MailFormatException;
    }

    /**
     * Runs a step on this thread, for at most what is left.
     *
     * @throws MailFormatException when the step was ended because nothing is left; or by the step
     * @throws IOException by the step
     */
    public <T> T spend(Work<T> work) throws IOException, MailFormatException {
        Step outer = CURRENT.get();
        Step step = new Step();
        CURRENT.set(step);
        try {
            return work.run();
        } catch (SpentException e) {
            throw new MailFormatException("Reading the mail takes more than " + limit.toMillis() + " ms of CPU time");
        } finally {
            left.addAndGet(-step.used());
            restore(outer);
        }
    }

    private static void restore(Step outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** To be called in every loop over what a mail says; ends the step whose budget is used up. */
    public static void check() {
        Step step = CURRENT.get();
        if (step != null) {
            step.check();
        }
    }

    /** The same text, which checks while it is read; for regular expressions. */
    public static CharSequence watched(CharSequence text) {
        Step step = CURRENT.get();
        return step == null ? text : new Watched(text, step);
    }

    /** One step on one thread. */
    private final class Step {

        private final long begun = clock.getAsLong();
        private int checks;

        private void check() {
            if (++checks % CHECKS_PER_LOOK == 0 && used() > left.get()) {
                throw new SpentException();
            }
        }

        private long used() {
            return clock.getAsLong() - begun;
        }
    }

    /** Reads on behalf of a matcher, which looks at a character again for each way that it tries. */
    private static final class Watched implements CharSequence {

        private final CharSequence text;
        private final Step step;
        private int reads;

        Watched(CharSequence text, Step step) {
            this.text = text;
            this.step = step;
        }

        @Override
        public char charAt(int index) {
            if (++reads % CHARS_PER_CHECK == 0) {
                step.check();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** Leaves any number of calls at once; never seen outside. */
    private static final class SpentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SpentException() {
            super(null, null, false, false);
        }
    }
}
