package org.opencompliance.archiver.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;
import org.opencompliance.archiver.exchange.operation.ImportSettings;

/** Checks the options of an endpoint once, at start. Every message names the option and its valid values. */
final class MicrosoftExchangeValidation {

    private static final Pattern GUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|::1");
    private static final Pattern DURATION = Pattern.compile("\\d{1,9}(ms|s|m|h)?");
    private static final int MAX_FOLDER = 255;

    private MicrosoftExchangeValidation() {}

    static void check(MicrosoftExchangeOperation operation, MicrosoftExchangeConfiguration options) {
        if (operation == MicrosoftExchangeOperation.importMessage) {
            require("folder", options.getFolder(), "the display name of the folder to import into");
            demand(options.getFolder().length() <= MAX_FOLDER, "folder", "a name of at most 255 characters");
        }
        demand(GUID.matcher(options.getPropertySet()).matches(), "propertySet", "a GUID without braces");
        demand(options.getRequestTimeout() > 0, "requestTimeout", "a positive duration such as 120s");
        demand(options.getTroublePause() >= 0, "troublePause", "a duration such as 60s, or 0");
        pauses(options);
    }

    /** Checks the options for a connection that the component creates itself. */
    static void checkConnection(MicrosoftExchangeConfiguration options) {
        URI url = URI.create(options.graphUrl());
        boolean loopback =
                url.getHost() != null && LOOPBACK.matcher(url.getHost()).matches();
        demand(
                "https".equals(url.getScheme()) || loopback,
                "serviceUrl",
                "an https URL; http is for a loopback address");
        demand(
                options.getAuthorityHost() == null || options.getAuthorityHost().startsWith("https://"),
                "authorityHost",
                "an https URL");
        switch (options.getCredentials()) {
            case NONE:
                demand(loopback, "credentials", "how to sign in; none is for a serviceUrl on a loopback address only");
                break;
            case CLIENT_SECRET:
                requireApplication(options);
                require("clientSecret", options.getClientSecret(), "the application's secret");
                break;
            case CLIENT_CERTIFICATE:
                requireApplication(options);
                require("certificateFile", options.getCertificateFile(), "the file with certificate and key");
                break;
            default:
                break; // the environment configures the identities
        }
    }

    static ImportSettings settings(MicrosoftExchangeConfiguration options) {
        return new ImportSettings(
                options.getFolder(),
                options.getMessageClass(),
                options.getConnector() == null ? "" : options.getConnector(),
                list(options.getCategories()),
                options.getPropertySet(),
                pauses(options));
    }

    private static List<Duration> pauses(MicrosoftExchangeConfiguration options) {
        List<String> pauses = list(options.getLookPauses());
        demand(
                pauses.stream().allMatch(pause -> DURATION.matcher(pause).matches()),
                "lookPauses",
                "durations separated by commas, such as 2s,5s,15s");
        return pauses.stream()
                .map(pause -> Duration.ofMillis(TimeUtils.toMilliSeconds(pause)))
                .toList();
    }

    private static List<String> list(String commaSeparated) {
        return commaSeparated == null
                ? List.of()
                : Arrays.stream(commaSeparated.split(","))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    private static void requireApplication(MicrosoftExchangeConfiguration options) {
        require("tenantId", options.getTenantId(), "the id of the tenant");
        require("clientId", options.getClientId(), "the id of the application");
    }

    private static void require(String option, String value, String what) {
        demand(value != null && !value.isBlank(), option, what);
    }

    private static void demand(boolean met, String option, String what) {
        if (!met) {
            throw new IllegalArgumentException("The option " + option + " of microsoft-exchange must be " + what);
        }
    }
}
