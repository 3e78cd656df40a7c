package org.opencompliance.archiver.exchange;

import org.apache.camel.RuntimeCamelException;

/**
 * What came back when Exchange or the directory was asked. The subclass says who must act: {@link
 * MicrosoftExchangeThrottledException} to wait, {@link MicrosoftExchangeUnavailableException} to try again, {@link
 * MicrosoftExchangeRejectedException} a person, {@link MicrosoftExchangeFencedException} nobody here any more.
 *
 * <p>The message holds codes, ids and counts; never content, addresses or URLs.
 */
public abstract class MicrosoftExchangeException extends RuntimeCamelException {

    private final ServiceFailure failure;
    private volatile boolean outcomeUnknown;

    /**
     * @param message what was tried and what came back
     * @param failure the answer of the service, {@link ServiceFailure#NONE} when there was none
     * @param cause the failure below, or null
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
     * Whether the message may be in the mailbox all the same, whole or in part. The next try must look before it
     * creates, with {@link MicrosoftExchangeLook#REPEATED}.
     */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }

    /** Says that the message may be there: it was created before this went wrong, or nobody knows. */
    public void markOutcomeUnknown() {
        outcomeUnknown = true;
    }

    /** The answer of the service, to build a further exception of it. */
    public ServiceFailure failure() {
        return failure;
    }
}
