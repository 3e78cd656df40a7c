package org.opencompliance.sandbox.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Request;

/** Read-only web pages of the mailboxes; all text from messages is escaped. */
final class TenantView {

    private final TenantServer tenant;

    TenantView(TenantServer tenant) {
        this.tenant = tenant;
    }

    Answer answer(Request request) {
        List<String> path = request.segments();
        if (!request.method().equals("GET")) {
            return page(405, "Only to look at", "");
        }
        try {
            if (path.isEmpty()) {
                return page(200, "Mailboxes", mailboxes());
            }
            if (path.size() == 2 && path.get(0).equals("mailbox")) {
                return page(200, path.get(1), mailbox(tenant.mailbox(path.get(1))));
            }
            if (path.size() == 4 && path.get(2).equals("message")) {
                return page(200, path.get(1), message(tenant.mailbox(path.get(1)), path.get(3)));
            }
        } catch (IllegalArgumentException | GraphError e) {
            return page(404, "Not here", "");
        }
        return page(404, "Not here", "");
    }

    private String mailboxes() {
        String rows = tenant.directory().all().stream()
                .filter(TenantUser::mailbox)
                .map(user -> "<tr><td><a href='/mailbox/" + encoded(user.userPrincipalName()) + "'>"
                        + escaped(user.userPrincipalName()) + "</a></td><td>" + escaped(user.displayName())
                        + "</td><td>" + tenant.mailbox(user.id()).messages().size() + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return "<table><tr><th>Mailbox</th><th>Name</th><th>Messages</th></tr>\n" + rows + "</table>";
    }

    private static String mailbox(Mailbox mailbox) {
        String rows = mailbox.records().stream()
                .map(message -> "<tr><td>" + escaped(message.folder()) + "</td><td>" + message.received()
                        + "</td><td>" + escaped(message.from().name()) + "</td><td><a href='/mailbox/"
                        + encoded(mailbox.user().userPrincipalName()) + "/message/" + encoded(message.immutableId())
                        + "'>" + escaped(message.subject().isEmpty() ? "(no subject)" : message.subject())
                        + "</a></td><td>" + message.attachments().size() + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return "<table><tr><th>Folder</th><th>Received</th><th>From</th><th>Subject</th><th>Attachments</th></tr>\n"
                + rows + "</table>";
    }

    private static String message(Mailbox mailbox, String id) {
        MessageRecord message = mailbox.records().stream()
                .filter(one -> one.immutableId().equals(id))
                .findFirst()
                .orElseThrow(GraphError::itemNotFound);
        StringBuilder page = new StringBuilder("<table>");
        row(page, "Folder", message.folder());
        row(page, "Subject", message.subject());
        row(page, "From", people(List.of(message.from())));
        row(page, "To", people(message.to()));
        row(page, "Cc", people(message.cc()));
        row(page, "Sent", message.sent().toString());
        row(page, "Received", message.received().toString());
        row(page, "Class", message.messageClass() + (message.draft() ? " (draft)" : ""));
        row(page, "Message id", message.internetMessageId());
        message.headers().forEach((name, value) -> row(page, name, value));
        message.extendedProperties().forEach((name, value) -> row(page, name, value));
        message.attachments()
                .forEach(attachment -> row(
                        page,
                        "Attachment",
                        attachment.name() + ", " + attachment.contentType() + ", " + attachment.size()
                                + " bytes, SHA-256 " + attachment.sha256()));
        return page + "</table><pre>" + escaped(message.body()) + "</pre>";
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><th>")
                .append(escaped(name))
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>\n");
    }

    private static String people(List<Address> addresses) {
        return addresses.stream()
                .map(address -> address.name() + " <" + address.address() + ">")
                .collect(Collectors.joining(", "));
    }

    private static Answer page(int status, String title, String content) {
        String html = "<!DOCTYPE html><html lang='en'><meta charset='utf-8'><title>Sandbox tenant</title><style>"
                + "body{font:14px sans-serif;margin:2em}table{border-collapse:collapse}"
                + "th,td{text-align:left;vertical-align:top;padding:.2em .8em;border-bottom:1px solid #ddd}"
                + "pre{white-space:pre-wrap}</style><p><a href='/'>All mailboxes</a></p><h1>" + escaped(title) + "</h1>"
                + content + "</html>";
        return Answer.of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
