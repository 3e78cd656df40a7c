package org.opencompliance.archiver.routing;

import java.io.IOException;
import org.apache.camel.util.ObjectHelper;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.DeliveryResults;
import org.opencompliance.archiver.delivery.ImportAttempt;
import org.opencompliance.archiver.delivery.WorkSettings;
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

    /** Puts off the delivery, and other items for the mailbox, until the time that it asks for. */
    public void throttled(ImportAttempt attempt, Delivery delivery, Exception failure) throws IOException {
        var throttled = ObjectHelper.getException(MicrosoftExchangeThrottledException.class, failure);
        results.throttled(attempt, delivery.mailbox(), throttled.getRetryAfter(), throttled.isOutcomeUnknown());
    }

    /**
     * Records a failure: a mailbox that refuses is waited for, any other failure is counted.
     *
     * @return the reason to park the delivery, or null to retry later
     */
    public Reason failed(ImportAttempt attempt, Delivery delivery, Exception failure) throws IOException {
        if (ObjectHelper.getException(MicrosoftExchangeRejectedException.class, failure) != null) {
            return Reason.REJECTED;
        }
        var unavailable = ObjectHelper.getException(MicrosoftExchangeUnavailableException.class, failure);
        if (unavailable == null || isCounted(attempt, delivery.mailbox(), unavailable)) {
            results.attemptFailed(attempt, delivery.mailbox(), FailureText.describe(failure));
        }
        return unavailable == null
                ? results.failed(attempt, delivery.mailbox(), true)
                : unavailable(attempt, delivery.mailbox(), unavailable);
    }

    /** Records a failure before the plan. */
    public void unplanned(ImportAttempt attempt, Exception failure) {
        if (attempt != null) {
            results.attemptFailed(attempt, null, FailureText.describe(failure));
        }
    }

    /** The waits for a tenant are no attempts, and a mailbox that refuses has one line in the ledger. */
    private boolean isCounted(ImportAttempt attempt, String mailbox, MicrosoftExchangeUnavailableException failure) {
        return switch (failure.getScope()) {
            case MAILBOX, MAILBOX_FULL -> !results.refuses(attempt, mailbox);
            case TENANT -> false;
            case REQUEST -> true;
        };
    }

    private Reason unavailable(ImportAttempt attempt, String mailbox, MicrosoftExchangeUnavailableException failure)
            throws IOException {
        boolean unknown = failure.isOutcomeUnknown();
        return switch (failure.getScope()) {
            case MAILBOX -> results.refused(attempt, mailbox, Reason.MAILBOX_UNAVAILABLE, unknown);
            case MAILBOX_FULL -> results.refused(attempt, mailbox, Reason.MAILBOX_FULL, unknown);
            case TENANT -> {
                results.putOff(attempt, mailbox, settings.tenantPause(), unknown);
                yield null;
            }
            case REQUEST -> results.failed(attempt, mailbox, unknown);
        };
    }
}
