package org.opencompliance.archiver.routing.watch;

import java.time.Duration;

/**
 * A route that should have fired.
 *
 * @param route its id
 * @param silence for how long it has not
 * @param rhythm how often it should
 */
public record Overdue(String route, Duration silence, String rhythm) {

    @Override
    public String toString() {
        return route + " (" + rhythm + ", silent for " + silence.toSeconds() + " s)";
    }
}
