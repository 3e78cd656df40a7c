package org.opencompliance.archiver.exchange.client;

import java.time.Duration;
import java.util.Set;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeThrottledException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.ServiceFailure.Particular;

/**
 * Maps a failed response to the exception that says which party must act. Codes take precedence: the status of the same
 * code differs from route to route.
 */
final class GraphErrors {

    private static final Set<String> THROTTLED = Set.of("ApplicationThrottled", "TooManyRequests");
    private static final Set<String> FULL = Set.of("ErrorQuotaExceeded");
    private static final Set<String> PASSING = Set.of(
            "ErrorMailboxStoreUnavailable",
            "ErrorMailboxMoveInProgress",
            "ErrorServerBusy",
            "ErrorInternalServerTransientError",
            "ErrorTimeoutExpired",
            "UnknownError");
    private static final Set<String> NO_MAILBOX = Set.of(
            "MailboxNotEnabledForRESTAPI",
            "ErrorNonExistentMailbox",
            "ErrorInvalidUser",
            "Request_ResourceNotFound",
            "ResourceNotFound");
    private static final Set<String> NO_ITEM = Set.of("ErrorItemNotFound", "ErrorFolderNotFound");

    private GraphErrors() {}

    static MicrosoftExchangeException translate(Attempt attempt, ServiceFailure failure, Duration retryAfter) {
        String what = attempt.what();
        String code = failure.code();
        int status = failure.status();
        if (isThrottled(status, code)) {
            return new MicrosoftExchangeThrottledException(what, failure, retryAfter);
        }
        if (failure.particular() == Particular.NAMED_PROPERTIES) {
            return namesUsedUp(what, failure);
        }
        if (status == 507 || FULL.contains(code)) {
            return new MicrosoftExchangeUnavailableException(what, failure, Scope.MAILBOX_FULL);
        }
        if (isPassing(status, code)) {
            return new MicrosoftExchangeUnavailableException(what, failure, Scope.REQUEST, attempt.write(), null);
        }
        if (failure.overLimit() || failure.longRequest()) {
            return tooLarge(what, failure);
        }
        return refused(attempt, failure);
    }

    private static boolean isThrottled(int status, String code) {
        return status == 429 || THROTTLED.contains(code);
    }

    private static boolean isPassing(int status, String code) {
        return status >= 500 || status == 408 || PASSING.contains(code);
    }

    private static MicrosoftExchangeException refused(Attempt attempt, ServiceFailure failure) {
        String what = attempt.what();
        switch (failure.status()) {
            case 401:
                return new MicrosoftExchangeUnavailableException(what, failure, Scope.TENANT);
            case 403:
                return forbidden(attempt, failure);
            case 404:
                return new MicrosoftExchangeUnavailableException(what, failure, missing(attempt, failure.code()));
            case 409, 412:
                return new MicrosoftExchangeUnavailableException(what, failure, Scope.REQUEST);
            default:
                return otherwise(attempt, failure);
        }
    }

    /** Graph gives a code with each refusal. A refusal without a code comes from a proxy or was damaged on the way. */
    private static MicrosoftExchangeException otherwise(Attempt attempt, ServiceFailure failure) {
        String what = attempt.what();
        if (failure.code().isEmpty()) {
            return new MicrosoftExchangeUnavailableException(what, failure, Scope.REQUEST, attempt.write(), null);
        }
        return NO_MAILBOX.contains(failure.code())
                ? new MicrosoftExchangeUnavailableException(what, failure, Scope.MAILBOX)
                : new MicrosoftExchangeRejectedException(what, failure, "");
    }

    private static MicrosoftExchangeException forbidden(Attempt attempt, ServiceFailure failure) {
        if (attempt.target() == Attempt.Target.ATTACHMENT) {
            return new MicrosoftExchangeRejectedException(
                    attempt.what(),
                    failure,
                    "Grant the application Mail-Advanced.ReadWrite.All: Exchange does not let it add attachments to a"
                            + " message that is not a draft.");
        }
        boolean directory =
                attempt.target() == Attempt.Target.DIRECTORY || "Authorization_RequestDenied".equals(failure.code());
        return new MicrosoftExchangeUnavailableException(
                attempt.what(), failure, directory ? Scope.TENANT : Scope.MAILBOX);
    }

    private static Scope missing(Attempt attempt, String code) {
        if (attempt.target() == Attempt.Target.DIRECTORY) {
            return Scope.REQUEST; // an unknown address has its own code and is no failure
        }
        if (NO_MAILBOX.contains(code)) {
            return Scope.MAILBOX;
        }
        boolean item = NO_ITEM.contains(code) || attempt.write() || attempt.target() == Attempt.Target.ATTACHMENT;
        return item ? Scope.REQUEST : Scope.MAILBOX;
    }

    /** Neither free space nor time helps: an operator must act, and not on the mailbox's quota. */
    private static MicrosoftExchangeException namesUsedUp(String what, ServiceFailure failure) {
        return new MicrosoftExchangeRejectedException(
                what,
                failure,
                "The mailbox has used up its named properties, not its room: find the cause, such as an"
                        + " application that makes new names for each message, remove its properties, or have"
                        + " Microsoft's support do it, and replay.");
    }

    private static MicrosoftExchangeException tooLarge(String what, ServiceFailure failure) {
        String advice = failure.overLimit()
                ? "Raise the message size limit of the mailbox (Set-Mailbox -MaxSendSize 150MB -MaxReceiveSize 150MB);"
                        + " it is 35 MB by default."
                : "The request is over the 4 MB that Microsoft Graph takes.";
        return new MicrosoftExchangeRejectedException(what, failure, advice);
    }
}
