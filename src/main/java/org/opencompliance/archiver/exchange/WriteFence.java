package org.opencompliance.archiver.exchange;

import java.time.Duration;

@FunctionalInterface
public interface WriteFence {
    boolean permits(Duration requestTimeout);
}
