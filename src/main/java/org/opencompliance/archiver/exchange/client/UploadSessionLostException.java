package org.opencompliance.archiver.exchange.client;

import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.ServiceFailure;

/**
 * The service does not know the upload session any more, or not at that place: a new one starts from the first byte.
 */
public final class UploadSessionLostException extends MicrosoftExchangeUnavailableException {

    UploadSessionLostException(String message, ServiceFailure failure) {
        super(message, failure, Scope.REQUEST, true, null);
    }
}
