package org.opencompliance.archiver.exchange.operation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.client.Answer;
import org.opencompliance.archiver.exchange.client.ExchangeClient;

/** Which user has an address: by principal name or id, then by primary address, then by all addresses. */
final class UserLookup {

    /** What the directory may hold; anything else is nobody's, and not worth a request. */
    private static final Pattern POSSIBLE = Pattern.compile(
            "[0-9A-Fa-f-]{36}" + "|[^\\s\\p{Cc}<>\"(),:;@\\[\\\\\\]]{1,64}@[^\\s\\p{Cc}<>\"(),:;@/\\\\]{1,255}");

    private final MailboxRequests requests;

    UserLookup(MailboxRequests requests) {
        this.requests = requests;
    }

    /** The user, or null when nobody has the address. */
    CompletableFuture<DirectoryUser> find(String address) {
        if (!POSSIBLE.matcher(address).matches()) {
            return CompletableFuture.completedFuture(null);
        }
        return byId(address)
                .thenCompose(found -> found != null || address.indexOf('@') < 0
                        ? CompletableFuture.completedFuture(found)
                        : byAddress(address));
    }

    /** A name that begins with a dollar sign would be a function's in the URL. */
    private CompletableFuture<DirectoryUser> byId(String address) {
        return address.startsWith("$")
                ? CompletableFuture.completedFuture(null)
                : requests.request(client -> client.userById(address));
    }

    private CompletableFuture<DirectoryUser> byAddress(String address) {
        return only(client -> client.usersByMail(address))
                .thenCompose(found -> found != null
                        ? CompletableFuture.completedFuture(found)
                        : byProxyAddress(address));
    }

    /** The prefix of a user's other addresses, then that of the main one. */
    private CompletableFuture<DirectoryUser> byProxyAddress(String address) {
        return only(client -> client.usersByProxyAddress("smtp:" + address))
                .thenCompose(found -> found != null
                        ? CompletableFuture.completedFuture(found)
                        : only(client -> client.usersByProxyAddress("SMTP:" + address)));
    }

    private CompletableFuture<DirectoryUser> only(Function<ExchangeClient, Answer<List<DirectoryUser>>> question) {
        return requests.request(question).thenApply(UserLookup::only);
    }

    /** Members before guests. Two members with one address are not ours to choose between. */
    private static DirectoryUser only(List<DirectoryUser> users) {
        List<DirectoryUser> members =
                users.stream().filter(user -> !user.guest()).toList();
        List<DirectoryUser> candidates = members.isEmpty() ? users : members;
        if (candidates.size() > 1) {
            throw new MicrosoftExchangeRejectedException(
                    candidates.size() + " users of the directory have the address",
                    ServiceFailure.NONE,
                    "Leave the address with one user, or map to the object id of the right one.");
        }
        return candidates.isEmpty() ? null : candidates.get(0);
    }
}
