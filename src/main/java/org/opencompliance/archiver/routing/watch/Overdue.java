package org.opencompliance.archiver.routing.watch;

import java.time.Duration;

/**
 * An overdue route.
 *
 * @param route its id
 * @param silence time since its last firing
 * @param rhythm its period or schedule
 */
public record Overdue(String route, Duration silence, String rhythm) {

    @Override
    public String toString() {
        return route + " (" + rhythm + ", silent for " + silence.toSeconds() + " s)";
    }
}
