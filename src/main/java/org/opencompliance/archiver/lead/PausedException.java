package org.opencompliance.archiver.lead;

import java.io.IOException;

/** A collection was asked for while the archiver is paused; it has to be resumed first. */
public final class PausedException extends IOException {

    public PausedException(Pause.State state) {
        super("The archiver is paused since " + state.at() + ": resume it first");
    }
}
