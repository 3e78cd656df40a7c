package org.opencompliance.archiver.lead;

import java.io.IOException;
import java.time.Duration;

/** The right to collect: one process of those that share an area has it. */
public interface Leadership {

    /** The lead of an area that no other process works on. */
    Leadership ALWAYS = () -> true;

    /** For a process that only imports. */
    Leadership NEVER = () -> false;

    /**
     * Takes or keeps the lead, if nobody else has it; to be called every {@link #interval()}.
     *
     * @return whether this process has it now
     */
    boolean keep() throws IOException;

    /** Whether it has it still: not longer than the others leave it alone, whatever the last call said. */
    default boolean isHeld() {
        return true;
    }

    /** Gives it up, so that another need not wait for its end. */
    default void give() throws IOException {}

    /** How often to keep it. */
    default Duration interval() {
        return Duration.ofSeconds(1);
    }
}
