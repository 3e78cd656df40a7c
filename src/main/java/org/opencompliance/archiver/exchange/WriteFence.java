package org.opencompliance.archiver.exchange;

import java.time.Duration;

/** A check right before each write, on the thread that sends it. It must be thread-safe and must not block for long. */
@FunctionalInterface
public interface WriteFence {

    /** Permits every write. */
    WriteFence OPEN = requestTimeout -> true;

    /**
     * @param requestTimeout the longest time from now until the component gives up on the request
     * @return false to send nothing and throw {@link MicrosoftExchangeFencedException}
     */
    boolean permits(Duration requestTimeout);
}
