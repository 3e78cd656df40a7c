package org.opencompliance.archiver.exchange;

/** The request fails now and may succeed later: try again. */
public class MicrosoftExchangeUnavailableException extends MicrosoftExchangeException {

    /** The unavailable part. Requests to it fail until its state changes. */
    public enum Scope {
        /** This request; the next one may pass. */
        REQUEST,
        /** The mailbox: it does not exist, does not exist yet, or access is not granted (403, 404). */
        MAILBOX,
        /** The mailbox is full (507). */
        MAILBOX_FULL,
        /** The application's own access: no token, or the directory refuses it (401, 403). */
        TENANT
    }

    private final Scope scope;

    public MicrosoftExchangeUnavailableException(String message, ServiceFailure failure, Scope scope) {
        this(message, failure, scope, false, null);
    }

    public MicrosoftExchangeUnavailableException(
            String message, ServiceFailure failure, Scope scope, boolean outcomeUnknown, Throwable cause) {
        super(message, failure, cause);
        this.scope = scope;
        if (outcomeUnknown) {
            markOutcomeUnknown();
        }
    }

    public Scope getScope() {
        return scope;
    }
}
