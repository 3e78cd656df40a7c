package org.opencompliance.archiver.exchange.client;

import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.ServiceFailure;

/** The service no longer knows the upload session, or not at that offset: a new one starts from the first byte. */
public final class UploadSessionLostException extends MicrosoftExchangeUnavailableException {

    UploadSessionLostException(String message, ServiceFailure failure) {
        super(message, failure, Scope.REQUEST, true, null);
    }
}
