package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.middleware.GraphTelemetryHandler;
import com.microsoft.graph.core.requests.options.GraphClientOption;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import com.microsoft.kiota.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.kiota.http.middleware.HeadersInspectionHandler;
import com.microsoft.kiota.http.middleware.ParametersNameDecodingHandler;
import com.microsoft.kiota.http.middleware.UserAgentHandler;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConfiguration;
import org.opencompliance.archiver.exchange.MicrosoftExchangeCredentials;

/** Makes the connection to Microsoft Graph of the options. */
public final class GraphTransportFactory {

    private static final int IDLE_CONNECTIONS = 16;
    /**
     * Shorter than the idle timeouts of the service and of proxies on the way, so that no dead connection is picked.
     */
    private static final long IDLE_SECONDS = 60;

    private GraphTransportFactory() {}

    /** A connection of our own. */
    public static GraphTransport create(MicrosoftExchangeConfiguration configuration, RequestCounts counts) {
        Duration timeout = Duration.ofMillis(configuration.getRequestTimeout());
        OkHttpClient plain = http(timeout);
        OkHttpClient client = plain.newBuilder()
                .addInterceptor(new GraphTelemetryHandler(new GraphClientOption()))
                .addInterceptor(new UserAgentHandler())
                .addInterceptor(new ParametersNameDecodingHandler())
                .addInterceptor(new HeadersInspectionHandler())
                .build();
        String url = configuration.graphUrl();
        SharedCredential tokens = tokens(configuration);
        GraphServiceClient graph = new GraphServiceClient(
                new BaseGraphRequestAdapter(authentication(configuration, url, tokens), url, client));
        return new GraphTransport(
                new GraphConnection(graph, plain, timeout, true, tokens), counts, InstantSource.system());
    }

    /** A connection through a client that the application made, with its own credentials and timeouts. */
    public static GraphTransport of(
            GraphServiceClient graph, MicrosoftExchangeConfiguration configuration, RequestCounts counts) {
        Duration timeout = Duration.ofMillis(configuration.getRequestTimeout());
        return new GraphTransport(
                new GraphConnection(graph, http(timeout), timeout, false, null), counts, InstantSource.system());
    }

    /**
     * Every retry and redirect is off: each has one owner, and it is not this layer. The timeout is that of the call as
     * a whole, which is what a fence is told.
     */
    private static OkHttpClient http(Duration timeout) {
        return new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(Math.min(30, Math.max(1, timeout.toSeconds()))))
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .addInterceptor(new SendOnceInterceptor())
                .addNetworkInterceptor(new FenceInterceptor(timeout))
                .build();
    }

    private static SharedCredential tokens(MicrosoftExchangeConfiguration configuration) {
        return configuration.getCredentials() == MicrosoftExchangeCredentials.NONE
                ? null
                : new SharedCredential(
                        () -> GraphCredentials.of(configuration),
                        Duration.ofMillis(configuration.getRequestTimeout()),
                        InstantSource.system());
    }

    private static AuthenticationProvider authentication(
            MicrosoftExchangeConfiguration configuration, String url, SharedCredential tokens) {
        if (tokens == null) {
            return new AnonymousAuthenticationProvider();
        }
        String[] hosts = {URI.create(url).getHost()};
        String scope = configuration.getCloud().graph() + "/.default";
        return new AzureIdentityAuthenticationProvider(tokens, hosts, scope);
    }
}
