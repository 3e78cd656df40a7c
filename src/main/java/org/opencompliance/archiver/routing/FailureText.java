package org.opencompliance.archiver.routing;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.component.bean.AmbiguousMethodCallException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.component.bean.ParameterBindingException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.opencompliance.archiver.collect.ChecksumMismatchException;
import org.opencompliance.archiver.collect.OverFetchLimitException;
import org.opencompliance.archiver.collect.mail.MailUnreadableException;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.deadletter.UnknownReasonException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.item.DecryptionKeyMissingException;
import org.opencompliance.archiver.item.MalformedItemException;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.lead.CollectionRefusedException;
import org.opencompliance.archiver.mapping.MappingMissingException;
import org.opencompliance.archiver.routing.drop.SftpFailure;
import org.opencompliance.archiver.routing.mail.MailServerException;
import org.opencompliance.archiver.routing.source.AnswerLimits;
import org.opencompliance.archiver.routing.source.NoListingException;
import org.opencompliance.archiver.routing.source.OtherServerException;
import org.opencompliance.archiver.routing.source.SourceLimitException;
import org.opencompliance.archiver.routing.watch.FailedStep;
import org.opencompliance.archiver.routing.watch.ItemOf;
import org.opencompliance.archiver.storage.StorageException;

/** Describes failures for logs and records: the request and the answer, never a URL or data of an item. */
public final class FailureText {

    /** Start of the description of an answer that is not a listing. */
    public static final String NO_LISTING = "The source's answer is not a listing";

    /** Exceptions with messages that contain no item data and no address. */
    private static final List<Class<? extends Exception>> SAFE_TO_SHOW = List.of(
            StorageException.class,
            MalformedItemException.class,
            OriginalAlteredException.class,
            DecryptionKeyMissingException.class,
            SourceLimitException.class,
            OtherServerException.class,
            ChecksumMismatchException.class,
            OverFetchLimitException.class,
            MailServerException.class,
            MailUnreadableException.class,
            MappingMissingException.class,
            CollectionRefusedException.class,
            UnknownReasonException.class,
            MicrosoftExchangeException.class);

    /** The exception of an exchange in one line. */
    public String describe(Exchange exchange) {
        return describe(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /**
     * The reason that a route gives, with its hint.
     *
     * @param hint what to do, null for the hint of the reason
     */
    public Reason reason(Reason given, String hint) {
        return given.withHint(hint);
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
        return failure == null ? reason.meaning() : describe(failure) + place(exchange, failure);
    }

    /** The failure of an exchange for a log line: item, failure, route, step, exception and cause. */
    public String line(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String id = ItemOf.id(exchange);
        return (id == null ? "" : "Item " + id + ": ") + describe(failure) + place(exchange, failure);
    }

    private static String place(Exchange exchange, Throwable failure) {
        FailedStep step = FailedStep.of(exchange);
        String where =
                step == null ? "route " + exchange.getFromRouteId() : "route " + step.route() + ", step " + step.step();
        Throwable root = root(failure);
        String cause = root == failure ? "" : ", caused by " + root.getClass().getSimpleName();
        return " [" + where + ": " + failure.getClass().getSimpleName() + cause + "]";
    }

    /** A failure in one line. */
    public static String of(Throwable failure) {
        return describe(failure);
    }

    static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = known(cause);
            if (text != null) {
                return text;
            }
        }
        return "Unexpected failure: " + root(failure).getClass().getSimpleName() + wiring(failure);
    }

    /** The innermost cause. */
    public static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The text of an exception about a route itself, such as a method that a bean does not have; it holds no data. */
    private static String wiring(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ParameterBindingException wrong) {
                return " (" + argument(wrong) + ")";
            }
            if (cause instanceof NoSuchBeanException
                    || cause instanceof MethodNotFoundException
                    || cause instanceof AmbiguousMethodCallException
                    || cause instanceof DirectConsumerNotAvailableException) {
                return " (" + cause.getMessage().lines().map(String::strip).collect(Collectors.joining(" ")) + ")";
            }
        }
        return "";
    }

    /** Without the value, which may be data of an item. */
    private static String argument(ParameterBindingException wrong) {
        Method method = wrong.getMethod();
        return "Argument " + (wrong.getIndex() + 1) + " of the method " + method.getName() + " of "
                + method.getDeclaringClass().getSimpleName() + " is no "
                + wrong.getParameterType().getSimpleName() + ": correct it in the route";
    }

    private static String known(Throwable failure) {
        if (failure instanceof HttpOperationFailedException http) {
            return status(http.getStatusCode()) + unread(http.getResponseBody());
        }
        if (failure instanceof NoListingException none) {
            return NO_LISTING + ": " + none.getOriginalMessage() + position(none);
        }
        if (failure instanceof JsonProcessingException json) {
            return NO_LISTING + ": " + failure.getClass().getSimpleName() + position(json);
        }
        if (failure instanceof MicrosoftExchangeRejectedException rejected
                && !rejected.advice().isEmpty()) {
            return rejected.getMessage() + ". " + rejected.advice();
        }
        Optional<String> sftp = SftpFailure.describe(failure);
        if (sftp.isPresent()) {
            return sftp.get();
        }
        if (SAFE_TO_SHOW.stream().anyMatch(type -> type.isInstance(failure))) {
            return failure.getMessage();
        }
        boolean connection = failure instanceof IOException;
        return connection ? "The connection failed: " + failure.getClass().getSimpleName() : null;
    }

    private static String position(JsonProcessingException failure) {
        JsonLocation place = failure.getLocation();
        return place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    /** A note for an error body that reached the read limit. */
    private static String unread(String body) {
        boolean cut = body != null && body.getBytes(StandardCharsets.UTF_8).length >= AnswerLimits.ERROR_BYTES;
        return cut ? " with more text than the 64 KB that are read of an error" : "";
    }

    private static String status(int code) {
        return switch (code) {
            case 401, 403 ->
                "The source refused the login (HTTP " + code
                        + "): check telemessage.username and telemessage.password, or telemessage.token";
            case 404 -> "The source does not have it any more (HTTP 404)";
            default -> "The source answered HTTP " + code;
        };
    }
}
