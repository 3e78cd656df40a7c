package org.opencompliance.archiver.routing.notice;

import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.opencompliance.archiver.notice.Channel;
import org.opencompliance.archiver.notice.Outbox;
import org.opencompliance.archiver.notice.Outbox.Due;
import org.opencompliance.archiver.storage.JsonObjects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends notices, for the route of that name: what to send, the request for each channel, and the result. */
public final class NoticeSending {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSending.class);

    private final Outbox outbox;
    private final Receivers receivers;

    public NoticeSending(Outbox outbox, Receivers receivers) {
        this.outbox = outbox;
        this.receivers = receivers;
    }

    /**
     * The receivers of notices; the texts are empty when they are not set.
     *
     * @param url address of the web hook, which may be a secret
     * @param token bearer token for the web hook
     * @param to addresses, separated by commas
     * @param from the sender
     */
    public record Receivers(String url, String token, String to, String from) {

        /** Without the token. */
        @Override
        public String toString() {
            return "receivers of notices";
        }
    }

    /** The notices to send now. */
    public List<Due> due() throws IOException {
        return outbox.due();
    }

    /** Whether to try; a stop of the program does not wait for further notices. */
    public boolean isOpen(Exchange exchange, Due due) {
        return outbox.isOpen(due) && !exchange.getContext().getStatus().isStopping();
    }

    /** The notice as JSON; sets headers with the address, which is in no endpoint so that no console shows it. */
    public byte[] json(Exchange exchange, Due due) throws IOException {
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_URI, receivers.url());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (!receivers.token().isEmpty()) {
            message.setHeader("Authorization", "Bearer " + receivers.token());
        }
        return JsonObjects.bytes(due.notice());
    }

    /** The notice as plain text; sets the headers of the mail. */
    public String mail(Exchange exchange, Due due) {
        Message message = exchange.getMessage();
        message.setHeader("To", receivers.to());
        message.setHeader("From", receivers.from());
        message.setHeader("Subject", due.notice().title());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Archiver-Notice", due.notice().id());
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
        return due.notice().text();
    }

    /** Records that the receiver accepted a notice. */
    public void sent(Due due) throws IOException {
        outbox.sent(due);
    }

    /** Records a failure; the notice is sent again after a pause. */
    public void failed(Exchange exchange, Due due) throws IOException {
        String failure = describe(due, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        Instant next = outbox.failed(due, failure);
        if (outbox.isLast(due, next)) {
            LOG.error("Notice {} was not sent and is given up: {}", due.notice().id(), failure);
        } else {
            LOG.warn("Notice {} was not sent; the next attempt is at {}: {}", due.notice().id(), next, failure);
        }
    }

    /** The failure without an address, and without text of the receiver. */
    private static String describe(Due due, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpOperationFailedException http) {
                return "The web hook answered HTTP " + http.getStatusCode();
            }
            if (cause instanceof AuthenticationFailedException) {
                return "The mail server refused the login: check archiver.notice-smtp-username and its password";
            }
            if (cause instanceof SMTPSendFailedException smtp) {
                return "The mail server answered " + smtp.getReturnCode();
            }
        }
        String receiver = due.channel() == Channel.MAIL ? "mail server" : "web hook";
        return "The request to the " + receiver + " failed: "
                + failure.getClass().getSimpleName();
    }
}
