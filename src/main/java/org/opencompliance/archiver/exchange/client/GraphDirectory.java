package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import java.util.List;
import java.util.Locale;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;

/** The users of the directory. "Nobody" is an empty answer, "could not ask" an exception. */
final class GraphDirectory {

    private static final String[] FIELDS = {"id", "userPrincipalName", "mail", "userType"};
    private static final int PAGE = 10;
    private static final Attempt ASKING = new Attempt("Asking the directory", Attempt.Target.DIRECTORY, null);

    private final GraphTransport transport;

    GraphDirectory(GraphTransport transport) {
        this.transport = transport;
    }

    Answer<DirectoryUser> byId(String idOrPrincipalName) {
        try {
            Answer<User> answer = transport.send(
                    ASKING,
                    transport
                            .graph()
                            .users()
                            .byUserId(idOrPrincipalName)
                            .toGetRequestInformation(config -> config.queryParameters.select = FIELDS.clone()),
                    User::createFromDiscriminatorValue);
            if (answer.value() == null || answer.value().getId() == null) {
                throw unreadable(answer.requestId());
            }
            return new Answer<>(user(answer.value()), answer.requestId());
        } catch (MicrosoftExchangeException e) {
            // 400 is the answer to what can be neither an id nor a principal name
            if ("Request_ResourceNotFound".equals(e.getCode()) || isImpossible(e)) {
                return new Answer<>(null, e.getRequestId());
            }
            throw e;
        }
    }

    private static boolean isImpossible(MicrosoftExchangeException failure) {
        return failure instanceof MicrosoftExchangeRejectedException && failure.getStatus() == 400;
    }

    Answer<List<DirectoryUser>> byMail(String address) {
        return filtered("mail eq " + OData.literal(address));
    }

    /** One value a request: what the service documents for this property. */
    Answer<List<DirectoryUser>> byProxyAddress(String proxyAddress) {
        return filtered("proxyAddresses/any(p:p eq " + OData.literal(proxyAddress) + ")");
    }

    private Answer<List<DirectoryUser>> filtered(String filter) {
        Answer<UserCollectionResponse> answer = transport.send(
                ASKING,
                transport.graph().users().toGetRequestInformation(config -> {
                    config.queryParameters.filter = filter;
                    config.queryParameters.select = FIELDS.clone();
                    config.queryParameters.top = PAGE;
                }),
                UserCollectionResponse::createFromDiscriminatorValue);
        if (answer.value() == null || answer.value().getValue() == null) {
            throw unreadable(answer.requestId());
        }
        List<DirectoryUser> users = answer.value().getValue().stream()
                .filter(user -> user.getId() != null)
                .map(GraphDirectory::user)
                .toList();
        return new Answer<>(users, answer.requestId());
    }

    private static DirectoryUser user(User user) {
        String principal = user.getUserPrincipalName() == null ? "" : user.getUserPrincipalName();
        boolean guest = "Guest".equalsIgnoreCase(user.getUserType())
                || principal.toUpperCase(Locale.ROOT).contains("#EXT#");
        return new DirectoryUser(user.getId(), principal, user.getMail(), guest);
    }

    private static MicrosoftExchangeUnavailableException unreadable(String requestId) {
        return new MicrosoftExchangeUnavailableException(
                "Asking the directory: the answer lacks what it must have",
                new ServiceFailure(200, "", requestId),
                Scope.REQUEST);
    }
}
