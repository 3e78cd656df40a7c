package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.AttachmentCollectionResponse;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.graph.users.item.messages.item.MessageItemRequestBuilder;
import com.microsoft.kiota.RequestInformation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.WriteFence;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/** {@link ExchangeClient} on the Microsoft Graph SDK. */
public final class GraphExchangeClient implements ExchangeClient {

    private static final int PAGE = 100;
    /** Exchange indexes 250 attachments per message; no real message has ten times that. */
    private static final int MAX_PAGES = 100;

    private final GraphTransport transport;
    private final GraphServiceClient graph;
    private final GraphFolders folders;
    private final GraphMessages messages;
    private final GraphContents contents;
    private final GraphDirectory directory;
    private final GraphUploads uploads;

    public GraphExchangeClient(GraphTransport transport) {
        this.transport = transport;
        this.graph = transport.graph();
        this.folders = new GraphFolders(transport);
        this.messages = new GraphMessages(transport);
        this.contents = new GraphContents(transport);
        this.directory = new GraphDirectory(transport);
        this.uploads = new GraphUploads(transport);
    }

    @Override
    public GraphAnswer<List<String>> foldersNamed(String mailbox, String name) {
        return folders.named(mailbox, name);
    }

    @Override
    public GraphAnswer<List<String>> foldersListed(String mailbox, String name) {
        return folders.listed(mailbox, name);
    }

    @Override
    public GraphAnswer<String> createFolder(String mailbox, String name, WriteFence fence) {
        return folders.create(mailbox, name, fence);
    }

    @Override
    public GraphAnswer<List<ExchangeMessage>> messages(String mailbox, List<String> internetMessageIds) {
        return messages.indexed(mailbox, internetMessageIds);
    }

    @Override
    public GraphAnswer<List<ExchangeMessage>> listedMessages(
            String mailbox, String folderId, String internetMessageId, Instant since) {
        return messages.listed(mailbox, folderId, internetMessageId, since);
    }

    @Override
    public GraphAnswer<List<ExchangeMessage>> carryingMessages(
            String mailbox, String folderId, String internetMessageId, MessageProperty property) {
        return messages.carrying(mailbox, folderId, internetMessageId, property);
    }

    @Override
    public GraphAnswer<ExchangeMessage> message(String mailbox, String id, Set<String> properties) {
        RequestInformation request = item(mailbox, id).toGetRequestInformation(config -> {
            config.queryParameters.select = GraphMessages.FIELDS.clone();
            config.queryParameters.expand = new String[] {MessageModel.expand(properties)};
        });
        Attempt attempt = Attempt.read("Reading a message");
        GraphAnswer<Message> answer = transport.send(attempt, request, Message::createFromDiscriminatorValue);
        if (answer.value() == null || answer.value().getId() == null) {
            throw unreadable(attempt.what(), answer, false);
        }
        return new GraphAnswer<>(
                MessageModel.read(answer.value(), attachments(mailbox, id).value()), answer.requestId());
    }

    @Override
    public GraphAnswer<String> folderName(String mailbox, String folderId) {
        return folders.nameOf(mailbox, folderId);
    }

    @Override
    public GraphAnswer<StoredMessage> wholeMessage(String mailbox, String id, Set<String> properties, boolean body) {
        GraphAnswer<Message> answer = contents.message(mailbox, id, properties, body);
        return new GraphAnswer<>(
                StoredMessageModel.of(answer.value(), attachments(mailbox, id).value()), answer.requestId());
    }

    @Override
    public GraphAnswer<ContentDigest> contentDigest(String mailbox, String messageId, String attachmentId) {
        return contents.digest(mailbox, messageId, attachmentId);
    }

    @Override
    public GraphAnswer<List<ExchangeMessage.Attachment>> attachments(String mailbox, String messageId) {
        RequestInformation request = item(mailbox, messageId).attachments().toGetRequestInformation(config -> {
            config.queryParameters.select = new String[] {"id", "name", "size"};
            config.queryParameters.top = PAGE;
        });
        List<ExchangeMessage.Attachment> attachments = new ArrayList<>();
        for (int page = 0; page < MAX_PAGES; page++) {
            GraphAnswer<AttachmentCollectionResponse> answer = transport.send(
                    new Attempt("Listing attachments", Attempt.Target.MAILBOX, null),
                    request,
                    AttachmentCollectionResponse::createFromDiscriminatorValue);
            if (answer.value() == null || answer.value().getValue() == null) {
                throw unreadable("Listing attachments", answer, false);
            }
            answer.value().getValue().forEach(attachment -> attachments.add(listed(attachment)));
            String next = answer.value().getOdataNextLink();
            if (next == null) {
                return new GraphAnswer<>(attachments, answer.requestId());
            }
            if (!transport.leadsHome(next)) {
                throw unreadable("Listing attachments", answer, false);
            }
            request = item(mailbox, messageId).attachments().withUrl(next).toGetRequestInformation();
        }
        throw new MicrosoftExchangeUnavailableException(
                "Listing attachments: the list has no end", ServiceFailure.NONE, Scope.REQUEST);
    }

    private static ExchangeMessage.Attachment listed(Attachment attachment) {
        Integer size = attachment.getSize();
        String name = attachment.getName();
        return new ExchangeMessage.Attachment(attachment.getId(), name == null ? "" : name, size == null ? 0 : size);
    }

    @Override
    public GraphAnswer<ExchangeMessage> createMessage(
            String mailbox, String folderId, OutgoingMessage message, WriteFence fence) {
        RequestInformation request =
                user(mailbox).mailFolders().byMailFolderId(folderId).messages().toPostRequestInformation(new Message());
        Attempt attempt = new Attempt("Creating a message", Attempt.Target.MAILBOX, fence);
        GraphAnswer<Message> answer;
        try (InputStream body = stream(request, MessageJson.message(message))) {
            answer = transport.send(attempt, request, Message::createFromDiscriminatorValue);
        } catch (IOException e) {
            throw unclosed(attempt, e);
        }
        if (answer.value() == null || answer.value().getId() == null) {
            throw unreadable(attempt.what(), answer, true);
        }
        return new GraphAnswer<>(MessageModel.stored(answer.value()), answer.requestId());
    }

    @Override
    public GraphAnswer<Void> addAttachment(
            String mailbox, String messageId, MailAttachment attachment, WriteFence fence) {
        RequestInformation request =
                item(mailbox, messageId).attachments().toPostRequestInformation(new FileAttachment());
        Attempt attempt = new Attempt("Adding an attachment", Attempt.Target.ATTACHMENT, fence);
        try (InputStream body = stream(request, MessageJson.attachment(attachment))) {
            GraphAnswer<Attachment> answer = transport.send(attempt, request, Attachment::createFromDiscriminatorValue);
            return new GraphAnswer<>(null, answer.requestId());
        } catch (IOException e) {
            throw unclosed(attempt, e);
        }
    }

    @Override
    public GraphAnswer<UploadTarget> openUpload(
            String mailbox, String messageId, MailAttachment attachment, WriteFence fence) {
        return uploads.open(item(mailbox, messageId), attachment, fence);
    }

    @Override
    public GraphAnswer<UploadProgress> upload(UploadTarget session, UploadSlice slice, WriteFence fence) {
        return uploads.send(session, slice, fence);
    }

    @Override
    public void cancel(UploadTarget session) {
        uploads.cancel(session);
    }

    @Override
    public GraphAnswer<DirectoryUser> userById(String idOrPrincipalName) {
        return directory.byId(idOrPrincipalName);
    }

    @Override
    public GraphAnswer<List<FoundUser>> users(Way way, List<String> values) {
        return directory.users(way, values);
    }

    @Override
    public GraphAnswer<List<String>> memberGroups(String user, List<String> groups) {
        return directory.memberGroups(user, groups);
    }

    @Override
    public GraphAnswer<String> group(String id) {
        return directory.group(id);
    }

    private UserItemRequestBuilder user(String mailbox) {
        return graph.users().byUserId(mailbox);
    }

    private MessageItemRequestBuilder item(String mailbox, String messageId) {
        return user(mailbox).messages().byMessageId(messageId);
    }

    /** Makes the request send these parts, with their length, instead of its model. */
    private static InputStream stream(RequestInformation request, List<JsonPart> parts) {
        InputStream body = JsonPart.open(parts);
        request.headers.remove("Content-Type");
        request.setStreamContent(body, "application/json");
        request.headers.add("Content-Length", Long.toString(JsonPart.length(parts)));
        return body;
    }

    private static MicrosoftExchangeUnavailableException unreadable(String what, GraphAnswer<?> answer, boolean write) {
        return new MicrosoftExchangeUnavailableException(
                what + ": the answer lacks a required field",
                new ServiceFailure(200, "", answer.requestId()),
                Scope.REQUEST,
                write,
                null);
    }

    private static MicrosoftExchangeUnavailableException unclosed(Attempt attempt, IOException cause) {
        return new MicrosoftExchangeUnavailableException(
                attempt.what() + ": the content could not be closed", ServiceFailure.NONE, Scope.REQUEST, true, cause);
    }
}
