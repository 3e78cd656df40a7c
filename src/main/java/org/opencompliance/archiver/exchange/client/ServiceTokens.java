package org.opencompliance.archiver.exchange.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConfiguration;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;

/**
 * Tokens of the application for another service of Microsoft 365 than Graph. Each is a new one, by the credentials of that time. Safe
 * for threads.
 */
public final class ServiceTokens {

    private final MicrosoftExchangeConfiguration configuration;
    private final String scope;

    /**
     * @param configuration the application and its credentials; other ones than {@code none}
     * @param scope such as {@code https://outlook.office365.com/.default}
     */
    public ServiceTokens(MicrosoftExchangeConfiguration configuration, String scope) {
        this.configuration = configuration.copy();
        this.scope = scope;
    }

    /** @throws MicrosoftExchangeUnavailableException when Microsoft Entra ID gives none; with the code of the refusal alone */
    public String fetch() {
        try {
            AccessToken token = GraphCredentials.of(configuration)
                    .getToken(new TokenRequestContext().addScopes(scope))
                    .block(Duration.ofMillis(configuration.getRequestTimeout()));
            return token.getToken();
        } catch (RuntimeException e) {
            throw new MicrosoftExchangeUnavailableException(
                    "no token (" + EntraFailure.reason(e) + ")", ServiceFailure.NONE, Scope.TENANT);
        }
    }
}
