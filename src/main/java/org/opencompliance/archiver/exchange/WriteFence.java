package org.opencompliance.archiver.exchange;

import java.time.Duration;

/**
 * Asked right before each write goes out, on the thread that sends it: must not block for long, must be safe for
 * threads.
 */
@FunctionalInterface
public interface WriteFence {

    /** Lets every write pass. */
    WriteFence OPEN = requestTimeout -> true;

    /**
     * @param requestTimeout the longest time from now until the component has given up on the request
     * @return false to have nothing sent and {@link MicrosoftExchangeFencedException} thrown
     */
    boolean permits(Duration requestTimeout);
}
