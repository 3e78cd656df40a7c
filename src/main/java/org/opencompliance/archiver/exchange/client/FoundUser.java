package org.opencompliance.archiver.exchange.client;

import java.util.List;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.DirectoryUser;

/**
 * A user in the response to a question about several values.
 *
 * @param proxyAddresses all addresses, each with its prefix
 */
public record FoundUser(DirectoryUser user, List<String> proxyAddresses) {

    public FoundUser {
        proxyAddresses = List.copyOf(proxyAddresses);
    }

    /** The user's values in the field that a question searches. */
    public List<String> values(Way way) {
        return switch (way) {
            case PRINCIPAL_NAME -> List.of(user.userPrincipalName());
            case MAIL -> user.mail() == null ? List.of() : List.of(user.mail());
            case PROXY_ADDRESS -> proxyAddresses;
        };
    }

    /** Leaves out names and addresses. */
    @Override
    public String toString() {
        return user.toString();
    }
}
