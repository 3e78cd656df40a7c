package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.util.Optional;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeThrottledException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.work.Delivery;

/** Decides what a failed delivery gets: another attempt, or a dead letter. */
public final class DeliveryFailures {

    private final DeliveryResults results;
    private final WorkSettings settings;

    public DeliveryFailures(DeliveryResults results, WorkSettings settings) {
        this.results = results;
        this.settings = settings;
    }

    /** Puts off the delivery until the time that the mailbox asks for. */
    public void throttled(ImportAttempt attempt, Delivery delivery, Exception failure) throws IOException {
        MicrosoftExchangeThrottledException throttled =
                Causes.find(MicrosoftExchangeThrottledException.class, failure).orElseThrow();
        results.throttled(attempt, delivery.mailbox(), throttled.getRetryAfter(), throttled.isOutcomeUnknown());
    }

    /**
     * Records a failure: a mailbox that refuses is waited for, any other failure is counted.
     *
     * @return the reason to park the delivery, or null to retry later
     */
    public Reason failed(ImportAttempt attempt, Delivery delivery, Exception failure) throws IOException {
        if (Causes.find(MicrosoftExchangeRejectedException.class, failure).isPresent()) {
            return Reason.REJECTED;
        }
        Optional<MicrosoftExchangeUnavailableException> unavailable =
                Causes.find(MicrosoftExchangeUnavailableException.class, failure);
        return unavailable.isPresent()
                ? unavailable(attempt, delivery.mailbox(), unavailable.get())
                : results.failed(attempt, delivery.mailbox(), true);
    }

    private Reason unavailable(ImportAttempt attempt, String mailbox, MicrosoftExchangeUnavailableException failure)
            throws IOException {
        boolean unknown = failure.isOutcomeUnknown();
        return switch (failure.getScope()) {
            case MAILBOX -> results.refused(attempt, mailbox, Reason.MAILBOX_UNAVAILABLE, unknown);
            case MAILBOX_FULL -> results.refused(attempt, mailbox, Reason.MAILBOX_FULL, unknown);
            case TENANT -> {
                results.throttled(attempt, mailbox, settings.tenantPause(), unknown);
                yield null;
            }
            case REQUEST -> results.failed(attempt, mailbox, unknown);
        };
    }
}
