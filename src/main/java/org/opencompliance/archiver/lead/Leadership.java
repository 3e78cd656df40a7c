package org.opencompliance.archiver.lead;

import java.io.IOException;
import java.time.Duration;

/** The right to collect, which one of the processes of an area holds. */
public interface Leadership {

    /** The leadership of an area that only one process uses. */
    Leadership ALWAYS = () -> true;

    /** For a process that only imports. */
    Leadership NEVER = () -> false;

    /**
     * Acquires or renews the leadership, unless another process holds it; must be called again after {@link #pause()}.
     *
     * @return whether this process holds it now
     */
    boolean keep() throws IOException;

    /** Whether this process still holds it. Becomes false before another process may take it, also without a call. */
    default boolean isHeld() {
        return true;
    }

    /** Releases the leadership, so that another process need not wait for its end. */
    default void give() throws IOException {}

    /** The time after which the holder must renew it. */
    default Duration interval() {
        return Duration.ofSeconds(1);
    }

    /** The time until the next call of {@link #keep()}: shorter when the leadership of another process ends earlier. */
    default Duration pause() {
        return interval();
    }
}
