package org.opencompliance.archiver.exchange;

/** It could not be done now and may be possible later: try again. */
public class MicrosoftExchangeUnavailableException extends MicrosoftExchangeException {

    /** How much is out of order: who asks again sooner than that changes gains nothing. */
    public enum Scope {
        /** This request; the next one may pass. */
        REQUEST,
        /** The mailbox: there is none, or not yet, or access to it is not granted (403, 404). */
        MAILBOX,
        /** The mailbox has no room (507). */
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
