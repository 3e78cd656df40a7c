package org.opencompliance.archiver.overview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.overview.Today.Condition;
import org.opencompliance.archiver.overview.Today.Last;
import org.opencompliance.archiver.overview.Today.Problem;
import org.opencompliance.archiver.overview.Today.Running;
import org.opencompliance.archiver.overview.Today.State;

/**
 * Decides the state.
 *
 * @param pause null when the archiver is not paused
 * @param running the collection under way, or null
 * @param atWork whether a process works on an item
 * @param next when the schedule fires next, or null
 * @param last the collection that ended last, or null
 */
record Situation(List<Problem> problems, Pause.State pause, Running running, boolean atWork, Instant next, Last last) {

    private static final String RESUME = "Resume it in the console: Collector, resume";

    State state() {
        if (pause != null) {
            return paused();
        }
        if (!problems.isEmpty()) {
            return red();
        }
        return running == null ? idle() : collecting();
    }

    private State paused() {
        boolean ending = running != null || atWork;
        String text = ending ? "Paused by " + pause.by() + "; current work is completed" : "Paused by " + pause.by();
        return new State(ending ? Condition.pausing : Condition.paused, text, RESUME, pause.at(), pause.by());
    }

    private State red() {
        Problem first = problems.get(0);
        int more = problems.size() - 1;
        String others = more == 0 ? "" : more == 1 ? ", and 1 other problem" : ", and " + more + " other problems";
        Optional<Instant> since =
                problems.stream().map(Problem::since).filter(at -> at != null).min(Instant::compareTo);
        return new State(Condition.red, first.text() + others, first.action(), since.orElse(null), null);
    }

    private State collecting() {
        String text = "Collects " + running.run() + ": " + running.done() + " of " + running.known()
                + " items that are listed so far";
        return new State(Condition.collecting, text, null, running.begun(), null);
    }

    private State idle() {
        String text = next == null
                ? "No collection is under way, and the schedule has no further firing"
                : "No collection is under way; the next one begins at " + next;
        return new State(Condition.idle, text, null, last == null ? null : last.ended(), null);
    }
}
