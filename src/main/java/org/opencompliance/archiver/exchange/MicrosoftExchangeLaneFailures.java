package org.opencompliance.archiver.exchange;

import java.time.Duration;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.lane.LaneFailures;

/** Creates the component's exceptions for the lanes. */
final class MicrosoftExchangeLaneFailures implements LaneFailures {

    @Override
    public Duration waitOf(Throwable failure) {
        return failure instanceof MicrosoftExchangeThrottledException throttled ? throttled.getRetryAfter() : null;
    }

    @Override
    public RuntimeException throttled(Duration wait) {
        return new MicrosoftExchangeThrottledException(
                "Not asked: the mailbox is throttled", ServiceFailure.NONE, wait);
    }

    @Override
    public RuntimeException closed() {
        return new MicrosoftExchangeUnavailableException(
                "Not asked: the component is stopped", ServiceFailure.NONE, Scope.REQUEST);
    }
}
