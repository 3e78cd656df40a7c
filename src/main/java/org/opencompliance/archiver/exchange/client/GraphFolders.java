package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.models.MailFolderCollectionResponse;
import com.microsoft.graph.users.item.mailfolders.MailFoldersRequestBuilder;
import com.microsoft.kiota.RequestInformation;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.WriteFence;

/** The folders directly below the root of a mailbox. */
final class GraphFolders {

    private static final String[] FIELDS = {"id", "displayName"};
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 100;

    private final GraphTransport transport;

    GraphFolders(GraphTransport transport) {
        this.transport = transport;
    }

    GraphAnswer<List<String>> named(String mailbox, String name) {
        return search(mailbox, name, folders(mailbox).toGetRequestInformation(config -> {
            config.queryParameters.filter = "displayName eq " + OData.literal(name);
            config.queryParameters.select = FIELDS.clone();
            config.queryParameters.top = PAGE;
        }));
    }

    GraphAnswer<List<String>> listed(String mailbox, String name) {
        return search(mailbox, name, folders(mailbox).toGetRequestInformation(config -> {
            config.queryParameters.includeHiddenFolders = "true";
            config.queryParameters.select = FIELDS.clone();
            config.queryParameters.top = PAGE;
        }));
    }

    /** Reads all pages: their default size is 10, and the service may reduce the requested size. */
    private GraphAnswer<List<String>> search(String mailbox, String name, RequestInformation first) {
        List<String> ids = new ArrayList<>();
        RequestInformation request = first;
        String requestId = "";
        for (int page = 0; page < MAX_PAGES && request != null; page++) {
            GraphAnswer<MailFolderCollectionResponse> answer = transport.send(
                    Attempt.read("Looking for the folder"),
                    request,
                    MailFolderCollectionResponse::createFromDiscriminatorValue);
            requestId = answer.requestId();
            MailFolderCollectionResponse found = answer.value();
            if (found == null || found.getValue() == null) {
                throw unreadable("Looking for the folder", requestId, false);
            }
            found.getValue().stream()
                    .filter(folder -> name.equalsIgnoreCase(folder.getDisplayName()) && folder.getId() != null)
                    .forEach(folder -> ids.add(folder.getId()));
            String next = found.getOdataNextLink();
            request = next == null || !transport.leadsHome(next)
                    ? null
                    : folders(mailbox).withUrl(next).toGetRequestInformation();
        }
        return new GraphAnswer<>(ids, requestId);
    }

    GraphAnswer<String> create(String mailbox, String name, WriteFence fence) {
        MailFolder folder = new MailFolder();
        folder.setDisplayName(name);
        try {
            GraphAnswer<MailFolder> answer = transport.send(
                    new Attempt("Creating the folder", Attempt.Target.MAILBOX, fence),
                    folders(mailbox).toPostRequestInformation(folder),
                    MailFolder::createFromDiscriminatorValue);
            if (answer.value() == null || answer.value().getId() == null) {
                throw unreadable("Creating the folder", answer.requestId(), true);
            }
            return new GraphAnswer<>(answer.value().getId(), answer.requestId());
        } catch (MicrosoftExchangeUnavailableException e) {
            if (e.getStatus() == 409 || "ErrorFolderExists".equals(e.getCode())) {
                return new GraphAnswer<>(null, e.getRequestId());
            }
            throw e;
        }
    }

    /** The display name of a folder at any depth, empty when it has none. */
    GraphAnswer<String> nameOf(String mailbox, String folderId) {
        GraphAnswer<MailFolder> answer = transport.send(
                Attempt.read("Reading a folder"),
                folders(mailbox)
                        .byMailFolderId(folderId)
                        .toGetRequestInformation(config -> config.queryParameters.select = FIELDS.clone()),
                MailFolder::createFromDiscriminatorValue);
        String name = answer.value() == null ? null : answer.value().getDisplayName();
        return new GraphAnswer<>(name == null ? "" : name, answer.requestId());
    }

    private MailFoldersRequestBuilder folders(String mailbox) {
        return transport.graph().users().byUserId(mailbox).mailFolders();
    }

    private static MicrosoftExchangeUnavailableException unreadable(String what, String requestId, boolean write) {
        return new MicrosoftExchangeUnavailableException(
                what + ": the answer lacks a required field",
                new ServiceFailure(200, "", requestId),
                Scope.REQUEST,
                write,
                null);
    }
}
