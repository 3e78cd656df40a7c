package org.opencompliance.archiver.routing.notice;

import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.opencompliance.archiver.notice.Channel;
import org.opencompliance.archiver.notice.Outbox.Due;
import org.opencompliance.archiver.storage.JsonObjects;

/** The form of a notice for each channel: the JSON of the web hook and the text of the mail. */
public final class NoticeForms {

    private final Receivers receivers;

    public NoticeForms(Receivers receivers) {
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

    /** The failure without an address, and without text of the receiver. */
    public static String describe(Due due, Throwable failure) {
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
