package org.opencompliance.archiver.lead;

/** A collection was requested while the archiver is paused; resume it first. */
public final class PausedException extends CollectionRefusedException {

    public PausedException(Pause.State state) {
        super("The archiver is paused since " + state.at() + ": resume it first");
    }
}
