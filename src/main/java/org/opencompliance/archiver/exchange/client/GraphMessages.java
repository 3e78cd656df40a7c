package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.MessageCollectionResponse;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.graph.users.item.mailfolders.item.messages.MessagesRequestBuilder;
import com.microsoft.kiota.RequestInformation;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;

/**
 * The three ways to look up a message by its internet message id. They show a new message at different times. A filter
 * over the mailbox uses an index that may lag; the list of a folder reads the folder itself. A filter by a named
 * property has no index, is slow in large folders and may be rejected there.
 */
final class GraphMessages {

    static final String[] FIELDS = {
        "id", "internetMessageId", "isDraft", "parentFolderId", "sentDateTime", "receivedDateTime", "createdDateTime"
    };

    private static final String LOOKING = "Looking for a message";
    private static final String LISTING = "Listing the folder";
    private static final int COPIES = 20;
    private static final int PAGE = 100;
    /** The number of pages that are read regardless of their times: the service's clock is not ours. */
    private static final int SURE_PAGES = 2;
    /** 5,000 messages: more than one mailbox accepts in the hour that a lookup goes back. */
    private static final int MAX_PAGES = 50;

    private static final int PAGE_ATTEMPTS = 3;

    private static final Comparator<Message> OLDEST_FIRST = Comparator.comparing(
            Message::getCreatedDateTime, Comparator.nullsLast(Comparator.<OffsetDateTime>naturalOrder()));

    private final GraphTransport transport;

    GraphMessages(GraphTransport transport) {
        this.transport = transport;
    }

    /**
     * The messages of the whole mailbox, by the index. A page may be empty and not the last, so all are read: "not there"
     * needs the whole answer.
     */
    GraphAnswer<List<ExchangeMessage>> indexed(String mailbox, List<String> internetMessageIds) {
        String filter = internetMessageIds.stream()
                .map(id -> "internetMessageId eq " + OData.literal(id))
                .collect(Collectors.joining(" or "));
        RequestInformation request = user(mailbox).messages().toGetRequestInformation(config -> {
            config.queryParameters.filter = filter;
            config.queryParameters.select = FIELDS.clone();
            config.queryParameters.top = internetMessageIds.size() == 1 ? COPIES : PAGE;
        });
        List<Message> found = new ArrayList<>();
        String requestId = "";
        for (int page = 1; request != null; page++) {
            GraphAnswer<MessageCollectionResponse> answer = send(LOOKING, request, page);
            requestId = answer.requestId();
            found.addAll(messages(answer));
            request = next(
                    LOOKING,
                    answer,
                    link -> user(mailbox).messages().withUrl(link).toGetRequestInformation());
            if (request != null && page == MAX_PAGES) {
                throw unreadable(LOOKING, requestId);
            }
        }
        return new GraphAnswer<>(stored(found), requestId);
    }

    /** The messages of a folder that were created since then, by its list from the newest on. */
    GraphAnswer<List<ExchangeMessage>> listed(
            String mailbox, String folderId, String internetMessageId, Instant since) {
        MessagesRequestBuilder folder =
                user(mailbox).mailFolders().byMailFolderId(folderId).messages();
        RequestInformation request = folder.toGetRequestInformation(config -> {
            config.queryParameters.orderby = new String[] {"createdDateTime desc"};
            config.queryParameters.select = FIELDS.clone();
            config.queryParameters.top = PAGE;
        });
        List<Message> found = new ArrayList<>();
        String requestId = "";
        for (int page = 1; page <= MAX_PAGES && request != null; page++) {
            GraphAnswer<MessageCollectionResponse> answer = send(LISTING, request, page);
            requestId = answer.requestId();
            List<Message> listed = messages(answer);
            listed.stream()
                    .filter(message -> internetMessageId.equals(message.getInternetMessageId()))
                    .forEach(found::add);
            boolean far = page >= SURE_PAGES && reaches(listed, since);
            request = far
                    ? null
                    : next(LISTING, answer, link -> folder.withUrl(link).toGetRequestInformation());
        }
        return new GraphAnswer<>(stored(found), requestId);
    }

    /** The messages of a folder that carry the value in a named property. */
    GraphAnswer<List<ExchangeMessage>> carrying(
            String mailbox, String folderId, String internetMessageId, MessageProperty property) {
        RequestInformation request = user(mailbox)
                .mailFolders()
                .byMailFolderId(folderId)
                .messages()
                .toGetRequestInformation(config -> {
                    config.queryParameters.filter = property.filter();
                    config.queryParameters.select = FIELDS.clone();
                    config.queryParameters.top = COPIES;
                });
        GraphAnswer<MessageCollectionResponse> answer = send("Looking for a message by its item", request);
        // a filter ignores case, and item ids may differ only in case
        List<Message> found = messages(answer).stream()
                .filter(message -> internetMessageId.equals(message.getInternetMessageId()))
                .toList();
        return new GraphAnswer<>(stored(found), answer.requestId());
    }

    private UserItemRequestBuilder user(String mailbox) {
        return transport.graph().users().byUserId(mailbox);
    }

    /**
     * Requests a page after the first up to three times while the service answers with a status of 500 or above. Without this, a long
     * list rarely completes if some requests fail.
     */
    private GraphAnswer<MessageCollectionResponse> send(String what, RequestInformation request, int page) {
        for (int attempt = 1; page > 1 && attempt < PAGE_ATTEMPTS; attempt++) {
            try {
                return send(what, request);
            } catch (MicrosoftExchangeUnavailableException e) {
                if (e.getScope() != Scope.REQUEST || e.getStatus() < 500) {
                    throw e;
                }
            }
        }
        return send(what, request);
    }

    private GraphAnswer<MessageCollectionResponse> send(String what, RequestInformation request) {
        GraphAnswer<MessageCollectionResponse> answer =
                transport.send(Attempt.read(what), request, MessageCollectionResponse::createFromDiscriminatorValue);
        List<Message> found = answer.value() == null ? null : answer.value().getValue();
        if (found == null || found.stream().anyMatch(message -> message.getId() == null)) {
            throw unreadable(what, answer.requestId());
        }
        return answer;
    }

    private static List<Message> messages(GraphAnswer<MessageCollectionResponse> answer) {
        return answer.value().getValue();
    }

    private static boolean reaches(List<Message> listed, Instant since) {
        OffsetDateTime last =
                listed.isEmpty() ? null : listed.get(listed.size() - 1).getCreatedDateTime();
        return last != null && last.toInstant().isBefore(since);
    }

    private RequestInformation next(
            String what, GraphAnswer<MessageCollectionResponse> answer, Function<String, RequestInformation> request) {
        String next = answer.value().getOdataNextLink();
        if (next == null) {
            return null;
        }
        if (!transport.leadsHome(next)) {
            throw unreadable(what, answer.requestId());
        }
        return request.apply(next);
    }

    private static List<ExchangeMessage> stored(List<Message> found) {
        return found.stream().sorted(OLDEST_FIRST).map(MessageModel::stored).toList();
    }

    private static MicrosoftExchangeUnavailableException unreadable(String what, String requestId) {
        return new MicrosoftExchangeUnavailableException(
                what + ": the answer lacks a required field", new ServiceFailure(200, "", requestId), Scope.REQUEST);
    }
}
