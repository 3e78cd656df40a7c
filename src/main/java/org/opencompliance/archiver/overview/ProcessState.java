package org.opencompliance.archiver.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.opencompliance.archiver.overview.Today.Minute;
import org.opencompliance.archiver.overview.Today.Problem;
import org.opencompliance.archiver.overview.Today.Running;

/**
 * The report of one process to the others, in {@code state/<connector>/processes/<n>.json}.
 *
 * @param at when it was made, by the clock of the process
 * @param ended when the process ended in order, or null
 * @param collection the collection under way in it, or null
 * @param held number of work orders in work
 * @param throttled number of mailboxes that wait because Exchange asked to
 * @param counted null before the first count
 * @param minutes the minutes of the last hour with a change, also those of an earlier process in the same object
 */
record ProcessState(
        String process,
        Instant at,
        Instant ended,
        Running collection,
        int held,
        int throttled,
        List<Problem> problems,
        Counted counted,
        List<Minute> minutes) {

    /** How long a process without a new report counts as running. */
    static final Duration SILENCE = Duration.ofMinutes(2);

    /** More than the clocks of two processes differ. */
    static final Duration DIFFERENCE = Duration.ofMinutes(10);

    ProcessState {
        problems = List.copyOf(problems);
        minutes = List.copyOf(minutes);
    }

    boolean isLive(Instant now) {
        return ended == null && at.plus(SILENCE).isAfter(now) && !isOfTheFuture(at, now);
    }

    /** Whether a time is from a clock that was wrong: it would be the latest one for long. */
    static boolean isOfTheFuture(Instant at, Instant now) {
        return at.isAfter(now.plus(DIFFERENCE));
    }

    /** Whether a stored state has all that its readers need. */
    boolean isWhole() {
        return process != null
                && at != null
                && (collection == null || collection.begun() != null)
                && problems.stream().allMatch(problem -> problem.check() != null && problem.since() != null)
                && (counted == null || counted.at() != null)
                && minutes.stream().allMatch(minute -> minute.at() != null);
    }

    ProcessState ended(Instant end) {
        return new ProcessState(process, end, end, null, 0, 0, List.of(), counted, minutes);
    }

    /** Whether it says more than the time. */
    boolean differsFrom(ProcessState before) {
        return !undated().equals(before.undated());
    }

    private ProcessState undated() {
        Counted numbers = counted == null ? null : counted.undated();
        return new ProcessState(process, null, ended, collection, held, throttled, problems, numbers, minutes);
    }
}
