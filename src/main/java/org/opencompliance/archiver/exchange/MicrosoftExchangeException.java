package org.opencompliance.archiver.exchange;

import org.apache.camel.RuntimeCamelException;

/**
 * A failed request to Exchange or to the directory. The subclass gives the next step.
 * {@link MicrosoftExchangeThrottledException}: wait. {@link MicrosoftExchangeUnavailableException}: try again.
 * {@link MicrosoftExchangeRejectedException}: an operator acts. {@link MicrosoftExchangeFencedException}: none here.
 *
 * <p>The message contains codes, ids and counts; never content, addresses or URLs.
 */
public abstract class MicrosoftExchangeException extends RuntimeCamelException {

    private final ServiceFailure failure;
    private volatile boolean outcomeUnknown;

    /**
     * @param message the attempted request and its result
     * @param failure the answer of the service, {@link ServiceFailure#NONE} when there was none
     * @param cause the underlying failure, or null
     */
    protected MicrosoftExchangeException(String message, ServiceFailure failure, Throwable cause) {
        super(message + failure, cause);
        this.failure = failure;
    }

    /** The HTTP status, 0 when there was no answer. */
    public int getStatus() {
        return failure.status();
    }

    /** The error code of the service such as {@code ErrorAccessDenied}; empty when it named none. */
    public String getCode() {
        return failure.code();
    }

    /** The id under which Microsoft's support finds the request; empty when there is none. */
    public String getRequestId() {
        return failure.requestId();
    }

    /**
     * Whether the message may be in the mailbox despite the failure, whole or in part. The next attempt must search
     * before it creates, with {@link MicrosoftExchangeLook#REPEATED}.
     */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }

    /** Marks that the message may exist: it was created before the failure, or the outcome is unknown. */
    public void markOutcomeUnknown() {
        outcomeUnknown = true;
    }

    /** The answer of the service, for another exception from it. */
    public ServiceFailure failure() {
        return failure;
    }
}
