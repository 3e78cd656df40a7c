package org.opencompliance.archiver.exchange.client;

import java.util.List;
import java.util.stream.Collectors;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;

/** The OData filters for users. */
final class UserFilter {

    private UserFilter() {}

    static String of(Way way, List<String> values) {
        return switch (way) {
            case PRINCIPAL_NAME -> equal("userPrincipalName", values);
            case MAIL -> equal("mail", values);
            case PROXY_ADDRESS ->
                values.stream()
                        .map(value -> "proxyAddresses/any(p:p eq " + OData.literal(value) + ")")
                        .collect(Collectors.joining(" or "));
        };
    }

    static boolean needsAdvancedQuery(List<String> values) {
        return values.stream().anyMatch(value -> value.length() > ExchangeClient.LONGEST_VALUE);
    }

    private static String equal(String property, List<String> values) {
        if (values.size() == 1) {
            return property + " eq " + OData.literal(values.get(0));
        }
        return values.stream().map(OData::literal).collect(Collectors.joining(",", property + " in (", ")"));
    }
}
