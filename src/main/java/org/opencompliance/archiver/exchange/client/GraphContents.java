package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.users.item.messages.item.MessageItemRequestBuilder;
import com.microsoft.graph.users.item.messages.item.attachments.item.AttachmentItemRequestBuilder;
import com.microsoft.kiota.RequestInformation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;

/** Reads the content of messages, to compare it. Attachments stream through a digest; only bodies are in memory. */
final class GraphContents {

    private static final String[] PEOPLE = {
        "subject", "from", "sender", "toRecipients", "ccRecipients", "bccRecipients", "replyTo"
    };

    private final GraphTransport transport;

    GraphContents(GraphTransport transport) {
        this.transport = transport;
    }

    GraphAnswer<Message> message(String mailbox, String id, Set<String> properties, boolean body) {
        Attempt attempt = Attempt.read("Reading a message");
        RequestInformation request = item(mailbox, id).toGetRequestInformation(config -> {
            config.queryParameters.select = fields(body);
            config.queryParameters.expand = new String[] {MessageModel.expand(properties)};
        });
        GraphAnswer<Message> answer = transport.send(attempt, request, Message::createFromDiscriminatorValue);
        if (answer.value() == null || answer.value().getId() == null) {
            throw new MicrosoftExchangeUnavailableException(
                    attempt.what() + ": the answer lacks a required field",
                    new ServiceFailure(200, "", answer.requestId()),
                    Scope.REQUEST);
        }
        return answer;
    }

    private static String[] fields(boolean body) {
        Stream<String> fields = Stream.concat(Arrays.stream(GraphMessages.FIELDS), Arrays.stream(PEOPLE));
        return (body ? Stream.concat(fields, Stream.of("body")) : fields).toArray(String[]::new);
    }

    /** The content itself ("Get attachment" of Microsoft Graph, {@code /$value}); the SDK has no method for it. */
    GraphAnswer<ContentDigest> digest(String mailbox, String messageId, String attachmentId) {
        AttachmentItemRequestBuilder attachment =
                item(mailbox, messageId).attachments().byAttachmentId(attachmentId);
        try {
            String url = attachment.toGetRequestInformation().getUri() + "/$value";
            RequestInformation request = attachment.withUrl(url).toGetRequestInformation();
            request.headers.remove("Accept");
            request.headers.add("Accept", "*/*");
            return transport.receive(
                    Attempt.read("Reading an attachment"),
                    request,
                    Attachment::createFromDiscriminatorValue,
                    GraphContents::measured);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The id of an attachment fits no URL", e);
        }
    }

    private static ContentDigest measured(InputStream content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            return new ContentDigest(size, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private MessageItemRequestBuilder item(String mailbox, String messageId) {
        return transport.graph().users().byUserId(mailbox).messages().byMessageId(messageId);
    }
}
