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

/** Creates the connection to Microsoft Graph that the options describe. */
public final class GraphTransportFactory {

    private static final int IDLE_CONNECTIONS = 16;
    /** Shorter than the idle timeouts of the service and of proxies, so that no request uses a dead connection. */
    private static final long IDLE_SECONDS = 60;

    private GraphTransportFactory() {}

    /** Creates a connection with our own client. */
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

    /** Creates a connection with a client of the application, with its credentials and timeouts. */
    public static GraphTransport of(
            GraphServiceClient graph, MicrosoftExchangeConfiguration configuration, RequestCounts counts) {
        Duration timeout = Duration.ofMillis(configuration.getRequestTimeout());
        return new GraphTransport(
                new GraphConnection(graph, http(timeout), timeout, false, null), counts, InstantSource.system());
    }

    /**
     * All retries and redirects are off: each belongs to one other layer. The timeout covers the whole call, as the
     * fence expects.
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
