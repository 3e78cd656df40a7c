package org.opencompliance.archiver.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.opencompliance.archiver.collect.ChecksumMismatchException;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.DeliveryResults;
import org.opencompliance.archiver.delivery.ImportAttempt;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeThrottledException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.lead.PausedException;
import org.opencompliance.archiver.mapping.MappingMissingException;
import org.opencompliance.archiver.routing.source.AnswerLimits;
import org.opencompliance.archiver.routing.source.NoListingException;
import org.opencompliance.archiver.routing.source.SourceLimitException;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.work.Delivery;

/** Describes failures for logs and records: the request and the answer, never a URL or data of an item. */
public final class FailureText {

    /** Pause until the next request to a tenant that refuses requests. */
    private static final Duration TENANT_PAUSE = Duration.ofMinutes(1);
    /** Exceptions with messages that contain no item data and no address. */
    private static final List<Class<? extends Exception>> OURS = List.of(
            StorageException.class,
            OriginalAlteredException.class,
            SourceLimitException.class,
            ChecksumMismatchException.class,
            MappingMissingException.class,
            PausedException.class,
            MicrosoftExchangeException.class);

    private final DeliveryResults results;

    public FailureText(DeliveryResults results) {
        this.results = results;
    }

    /** The exception of an exchange in one line. */
    public String describe(Exchange exchange) {
        return describe(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
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
        if (OURS.stream().anyMatch(type -> type.isInstance(failure))) {
            return failure.getMessage();
        }
        boolean connection = failure instanceof IOException;
        return connection ? "The connection failed: " + failure.getClass().getSimpleName() : null;
    }

    /**
     * Records that Exchange was not available for a delivery.
     *
     * @return the reason to park the delivery, or null to retry later
     */
    public Reason unavailable(ImportAttempt attempt, Delivery delivery, MicrosoftExchangeUnavailableException failure)
            throws IOException {
        String mailbox = delivery.mailbox();
        boolean unknown = failure.isOutcomeUnknown();
        note(attempt, mailbox, failure);
        return switch (failure.getScope()) {
            case MAILBOX -> results.refused(attempt, mailbox, Reason.MAILBOX_UNAVAILABLE, unknown);
            case MAILBOX_FULL -> results.refused(attempt, mailbox, Reason.MAILBOX_FULL, unknown);
            case TENANT -> {
                results.throttled(attempt, mailbox, TENANT_PAUSE, unknown);
                yield null;
            }
            case REQUEST -> results.failed(attempt, mailbox, unknown);
        };
    }

    /** The waits for a tenant count as no attempt, and a mailbox that refuses has one line in the ledger. */
    private void note(ImportAttempt attempt, String mailbox, MicrosoftExchangeUnavailableException failure) {
        boolean counted =
                switch (failure.getScope()) {
                    case MAILBOX, MAILBOX_FULL -> !results.refuses(attempt, mailbox);
                    case TENANT -> false;
                    case REQUEST -> true;
                };
        if (counted) {
            results.attemptFailed(attempt, mailbox, describe(failure));
        }
    }

    /**
     * Records a failure of a delivery that has no rule of its own.
     *
     * @return the reason to park the delivery, or null to retry later
     */
    public Reason unexpected(ImportAttempt attempt, Delivery delivery, Exception failure) throws IOException {
        results.attemptFailed(attempt, delivery.mailbox(), describe(failure));
        return results.failed(attempt, delivery.mailbox(), true);
    }

    /** Records a failure before the plan. */
    public void unplanned(Exchange exchange, ImportAttempt attempt) {
        results.attemptFailed(attempt, null, describe(exchange));
    }

    /** Records that the mailbox is throttled. */
    public void throttled(ImportAttempt attempt, Delivery delivery, MicrosoftExchangeThrottledException failure)
            throws IOException {
        results.throttled(attempt, delivery.mailbox(), failure.getRetryAfter(), failure.isOutcomeUnknown());
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
