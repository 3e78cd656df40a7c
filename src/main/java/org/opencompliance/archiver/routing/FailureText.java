package org.opencompliance.archiver.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.opencompliance.archiver.collect.ChecksumMismatchException;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.item.MalformedItemException;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.lead.PausedException;
import org.opencompliance.archiver.mapping.MappingMissingException;
import org.opencompliance.archiver.routing.source.AnswerLimits;
import org.opencompliance.archiver.routing.source.NoListingException;
import org.opencompliance.archiver.routing.source.SourceLimitException;
import org.opencompliance.archiver.storage.StorageException;

/** Describes failures for logs and records: the request and the answer, never a URL or data of an item. */
public final class FailureText {

    /** Exceptions with messages that contain no item data and no address. */
    private static final List<Class<? extends Exception>> SAFE_TO_SHOW = List.of(
            StorageException.class,
            MalformedItemException.class,
            OriginalAlteredException.class,
            SourceLimitException.class,
            ChecksumMismatchException.class,
            MappingMissingException.class,
            PausedException.class,
            MicrosoftExchangeException.class);

    /** The exception of an exchange in one line. */
    public String describe(Exchange exchange) {
        return describe(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /**
     * The detail of a dead letter.
     *
     * @param given what the route sets, null for the failure, or for the meaning of the reason if there is no failure
     */
    public String detail(Exchange exchange, Reason reason, String given) {
        if (given != null) {
            return given;
        }
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return failure == null ? reason.meaning() : describe(failure);
    }

    static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = known(cause);
            if (text != null) {
                return text;
            }
        }
        return "Unexpected failure: " + failure.getClass().getSimpleName();
    }

    private static String known(Throwable failure) {
        if (failure instanceof HttpOperationFailedException http) {
            return status(http.getStatusCode()) + unread(http.getResponseBody());
        }
        if (failure instanceof NoListingException none) {
            return "The source's answer is not a listing: " + none.getOriginalMessage();
        }
        if (failure instanceof JsonProcessingException) {
            return "The source's answer is not a listing: " + failure.getClass().getSimpleName();
        }
        if (failure instanceof MicrosoftExchangeRejectedException rejected
                && !rejected.advice().isEmpty()) {
            return rejected.getMessage() + ". " + rejected.advice();
        }
        if (SAFE_TO_SHOW.stream().anyMatch(type -> type.isInstance(failure))) {
            return failure.getMessage();
        }
        boolean connection = failure instanceof IOException;
        return connection ? "The connection failed: " + failure.getClass().getSimpleName() : null;
    }

    /** A note for an error body that reached the read limit. */
    private static String unread(String body) {
        boolean cut = body != null && body.getBytes(StandardCharsets.UTF_8).length >= AnswerLimits.ERROR_BYTES;
        return cut ? " with more text than the 64 KB that are read of an error" : "";
    }

    private static String status(int code) {
        return switch (code) {
            case 401, 403 ->
                "The source refused the login (HTTP " + code + "): check telemessage.username and telemessage.password";
            case 404 -> "The source does not have it any more (HTTP 404)";
            default -> "The source answered HTTP " + code;
        };
    }
}
