package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits the CPU time for one mail, over all steps of its processing. The code of a step calls {@link #check} in its loops,
 * and gives texts to regular expressions as {@link #watched}; both end the step when the budget is used up. The time that
 * the thread waits for a disk, a network or a processor does not count.
 *
 * <p>The steps run one after another, on any thread. A Java platform that cannot measure the CPU time of a thread has no
 * limit.
 */
public final class CpuBudget {

    private static final int CHECKS_PER_LOOK = 64;
    /** Characters that a matcher reads between two checks. */
    private static final int CHARS_PER_CHECK = 256;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final ThreadLocal<Step> CURRENT = new ThreadLocal<>();

    private final Duration limit;
    private final LongSupplier clock;
    private final LongSupplier wall;
    private final AtomicLong left;

    /**
     * @param clock CPU time of the current thread in nanoseconds; reading it takes about half a microsecond
     * @param wall nanoseconds of the time of day, read in a twentieth of that; a thread cannot use more CPU time
     */
    CpuBudget(Duration limit, LongSupplier clock, LongSupplier wall) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A mail needs some CPU time");
        }
        this.limit = limit;
        this.clock = clock;
        this.wall = wall;
        this.left = new AtomicLong(limit.toNanos());
    }

    /** A full budget. */
    public static CpuBudget of(Duration limit) {
        boolean measured = THREADS.isCurrentThreadCpuTimeSupported();
        return new CpuBudget(limit, measured ? THREADS::getCurrentThreadCpuTime : () -> 0, System::nanoTime);
    }

    /** A step of the processing of a mail. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, MailFormatException;
    }

    /**
     * Runs a step on this thread with the rest of the budget.
     *
     * @throws MailFormatException when the budget is used up, or from the step
     * @throws IOException from the step
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

    /** Ends the step of this thread if its budget is used up; for every loop over the content of a mail. */
    public static void check() {
        Step step = CURRENT.get();
        if (step != null) {
            step.check();
        }
    }

    /** The same text with a check in its {@code charAt}; for regular expressions. */
    public static CharSequence watched(CharSequence text) {
        Step step = CURRENT.get();
        return step == null ? text : new Watched(text, step);
    }

    /** One step on one thread. */
    private final class Step {

        private final long wallBegun = wall.getAsLong();
        private final long begun = clock.getAsLong();
        private int checks;

        private void check() {
            if (++checks % CHECKS_PER_LOOK == 0 && mayBeSpent() && used() > left.get()) {
                throw new SpentException();
            }
        }

        private boolean mayBeSpent() {
            return wall.getAsLong() - wallBegun > left.get();
        }

        private long used() {
            return clock.getAsLong() - begun;
        }
    }

    /** A matcher reads each character again for each alternative that it tries. */
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

    /** Unwinds all calls of a step; {@link #spend} catches it. */
    private static final class SpentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SpentException() {
            super(null, null, false, false);
        }
    }
}
