package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.users.item.checkmembergroups.CheckMemberGroupsPostRequestBody;
import com.microsoft.graph.users.item.checkmembergroups.CheckMemberGroupsPostResponse;
import com.microsoft.kiota.RequestInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;

/**
 * The users of the directory. If no user matches, the answer is empty; if the request fails, it throws an exception.
 */
final class GraphDirectory {

    private static final String[] FIELDS = {"id", "userPrincipalName", "mail", "userType"};
    private static final String[] ALL_FIELDS = {"id", "userPrincipalName", "mail", "userType", "proxyAddresses"};
    /** The service charges a lower cost for a page of less than 20. */
    private static final int PAGE = 19;

    private static final int MAX_PAGES = 100;
    private static final Attempt ASKING = new Attempt("Asking the directory", Attempt.Target.DIRECTORY, null);

    private static final Attempt MEMBERS =
            new Attempt("Asking the directory for the groups of a user", Attempt.Target.DIRECTORY, null);
    private static final Attempt GROUP =
            new Attempt("Asking the directory for a group", Attempt.Target.DIRECTORY, null);

    private final GraphTransport transport;

    GraphDirectory(GraphTransport transport) {
        this.transport = transport;
    }

    GraphAnswer<DirectoryUser> byId(String idOrPrincipalName) {
        try {
            GraphAnswer<User> answer = transport.send(
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
            return new GraphAnswer<>(user(answer.value()), answer.requestId());
        } catch (MicrosoftExchangeException e) {
            // 400 is the status for a value that can be neither an id nor a principal name
            if ("Request_ResourceNotFound".equals(e.getCode()) || isImpossible(e)) {
                return new GraphAnswer<>(null, e.getRequestId());
            }
            throw e;
        }
    }

    private static boolean isImpossible(MicrosoftExchangeException failure) {
        return failure instanceof MicrosoftExchangeRejectedException && failure.getStatus() == 400;
    }

    /** Reads all pages: one page may hold only guests, and the member may follow. */
    GraphAnswer<List<FoundUser>> users(Way way, List<String> values) {
        RequestInformation request = transport.graph().users().toGetRequestInformation(config -> {
            config.queryParameters.filter = UserFilter.of(way, values);
            config.queryParameters.select = values.size() == 1 ? FIELDS.clone() : ALL_FIELDS.clone();
            config.queryParameters.top = PAGE;
            if (UserFilter.needsAdvancedQuery(values)) {
                config.queryParameters.count = true;
                config.headers.add("ConsistencyLevel", "eventual");
            }
        });
        List<FoundUser> found = new ArrayList<>();
        for (int page = 0; page < MAX_PAGES; page++) {
            GraphAnswer<UserCollectionResponse> answer =
                    transport.send(ASKING, request, UserCollectionResponse::createFromDiscriminatorValue);
            found.addAll(page(answer));
            String next = answer.value().getOdataNextLink();
            if (next == null) {
                return new GraphAnswer<>(found, answer.requestId());
            }
            if (!transport.leadsHome(next)) {
                throw unreadable(answer.requestId());
            }
            request = nextPage(next, values);
        }
        throw new MicrosoftExchangeUnavailableException(
                "Asking the directory: the list has no end", ServiceFailure.NONE, Scope.REQUEST);
    }

    /** The groups that the user is a member of, of the given ones. */
    GraphAnswer<List<String>> memberGroups(String user, List<String> groups) {
        CheckMemberGroupsPostRequestBody body = new CheckMemberGroupsPostRequestBody();
        body.setGroupIds(groups);
        GraphAnswer<CheckMemberGroupsPostResponse> answer = transport.send(
                MEMBERS,
                transport.graph().users().byUserId(user).checkMemberGroups().toPostRequestInformation(body),
                CheckMemberGroupsPostResponse::createFromDiscriminatorValue);
        if (answer.value() == null || answer.value().getValue() == null) {
            throw unreadable(answer.requestId());
        }
        return new GraphAnswer<>(List.copyOf(answer.value().getValue()), answer.requestId());
    }

    /** The id of a group. */
    GraphAnswer<String> group(String id) {
        GraphAnswer<Group> answer = transport.send(
                GROUP,
                transport
                        .graph()
                        .groups()
                        .byGroupId(id)
                        .toGetRequestInformation(config -> config.queryParameters.select = new String[] {"id"}),
                Group::createFromDiscriminatorValue);
        if (answer.value() == null || answer.value().getId() == null) {
            throw unreadable(answer.requestId());
        }
        return new GraphAnswer<>(answer.value().getId(), answer.requestId());
    }

    private RequestInformation nextPage(String link, List<String> values) {
        RequestInformation request = transport.graph().users().withUrl(link).toGetRequestInformation();
        if (UserFilter.needsAdvancedQuery(values)) {
            request.headers.add("ConsistencyLevel", "eventual");
        }
        return request;
    }

    private static List<FoundUser> page(GraphAnswer<UserCollectionResponse> answer) {
        List<User> users = answer.value() == null ? null : answer.value().getValue();
        if (users == null || users.stream().anyMatch(user -> user == null || user.getId() == null)) {
            throw unreadable(answer.requestId());
        }
        return users.stream()
                .map(user -> new FoundUser(user(user), addresses(user)))
                .toList();
    }

    private static List<String> addresses(User user) {
        List<String> addresses = user.getProxyAddresses();
        return addresses == null
                ? List.of()
                : addresses.stream().filter(Objects::nonNull).toList();
    }

    private static DirectoryUser user(User user) {
        String principal = user.getUserPrincipalName() == null ? "" : user.getUserPrincipalName();
        boolean guest = "Guest".equalsIgnoreCase(user.getUserType())
                || principal.toUpperCase(Locale.ROOT).contains("#EXT#");
        return new DirectoryUser(user.getId(), principal, user.getMail(), guest);
    }

    private static MicrosoftExchangeUnavailableException unreadable(String requestId) {
        return new MicrosoftExchangeUnavailableException(
                "Asking the directory: the answer lacks a required field",
                new ServiceFailure(200, "", requestId),
                Scope.REQUEST);
    }
}
