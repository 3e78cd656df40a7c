package org.opencompliance.archiver.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.opencompliance.archiver.overview.Today.Problem;

/** The health checks of this process that are down, with the time of the first look that found it. Thread-safe. */
final class HealthProblems {

    /** The health checks whose messages are the program's own words. */
    private static final String OWN = "archiver";

    private final Map<String, Instant> since = new HashMap<>();
    private List<? extends HealthCheck> checks = List.of();

    /** Sets the health checks to look at. */
    synchronized void watch(List<? extends HealthCheck> all) {
        checks = List.copyOf(all);
    }

    /** Calls the checks; none of them sends a request. */
    synchronized List<Problem> look(Instant now) {
        Map<String, String> down = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (HealthCheck check : checks) {
            HealthCheck.Result result = check.call();
            if (result.getState() == HealthCheck.State.DOWN) {
                String text = text(check, result);
                down.put(check.getId(), text);
                Instant first = since.computeIfAbsent(check.getId(), unused -> now);
                problems.add(new Problem(check.getId(), text, Actions.of(check.getId()), first));
            }
        }
        since.keySet().retainAll(down.keySet());
        return problems;
    }

    /** The message of another check may have the text of an exception. */
    private static String text(HealthCheck check, HealthCheck.Result result) {
        boolean told = OWN.equals(check.getGroup()) && result.getMessage().isPresent();
        return told ? result.getMessage().get() : Actions.meaning(check.getId());
    }
}
