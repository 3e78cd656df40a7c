package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.opencompliance.sandbox.http.Answer;

/** Requests for users. */
final class UserCalls {

    /** The properties that the directory returns without {@code $select}. */
    private static final Set<String> USUAL = Set.of("id", "userPrincipalName", "displayName", "mail", "mobilePhone");

    private final Directory directory;

    UserCalls(Directory directory) {
        this.directory = directory;
    }

    Answer list(Call call) {
        ODataQuery query = call.query();
        Predicate<TenantUser> wanted = query.filter()
                .map(filter -> ODataFilter.users(filter, isAdvanced(call)))
                .orElse(user -> true);
        List<TenantUser> found = directory.all().stream().filter(wanted).toList();
        return query.page(found, user -> json(user, query));
    }

    /** Whether it is an advanced query, which needs both the header and the count. */
    private static boolean isAdvanced(Call call) {
        boolean eventual = call.request()
                .header("consistencylevel")
                .filter("eventual"::equalsIgnoreCase)
                .isPresent();
        return eventual && call.query().counts();
    }

    Answer get(Call call) {
        ODataQuery query = call.query();
        return Answer.json(200, json(user(call), query));
    }

    private TenantUser user(Call call) {
        return directory.find(call.route().user()).orElseThrow(UserCalls::missing);
    }

    private static GraphError missing() {
        return new GraphError(
                404,
                "Request_ResourceNotFound",
                "The resource does not exist or one of its queried objects is not present.");
    }

    /** The groups of the body that have the user as a member. */
    Answer groups(Call call) {
        TenantUser user = user(call);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode value = node.putArray("value");
        for (JsonNode group : call.json(Call.REQUEST_LIMIT).path("groupIds")) {
            if (directory.isMember(user.id(), group.asText())) {
                value.add(group.asText());
            }
        }
        return Answer.json(200, node);
    }

    /** The route has the group in the place of a folder. */
    Answer group(Call call) {
        if (!directory.hasGroup(call.route().folder())) {
            throw missing();
        }
        return Answer.json(
                200,
                JsonNodeFactory.instance.objectNode().put("id", call.route().folder()));
    }

    private static ObjectNode json(TenantUser user, ODataQuery query) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", user.id())
                .put("userPrincipalName", user.userPrincipalName())
                .put("displayName", user.displayName())
                .put("mail", user.mail())
                .put("mobilePhone", user.mobilePhone())
                .put("userType", user.userType())
                .put("accountEnabled", user.accountEnabled());
        user.proxyAddresses().forEach(node.putArray("proxyAddresses")::add);
        Set<String> select = query.select();
        return node.retain(select.isEmpty() ? USUAL : select);
    }
}
