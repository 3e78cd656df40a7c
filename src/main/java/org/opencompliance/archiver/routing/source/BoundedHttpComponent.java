package org.opencompliance.archiver.routing.source;

import java.time.Duration;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpComponentConfigurer;
import org.apache.camel.component.http.HttpEndpointConfigurer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;

/** Camel's HTTP component with limits on the headers of a server; all its options stay unchanged. */
public final class BoundedHttpComponent extends HttpComponent {

    /** More headers than any server sends; one header line of 64 KB would fill the size limit alone. */
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxHeaderCount(1_000)
            .setMaxLineLength(AnswerLimits.HEADER_BYTES)
            .build();

    private final Duration allowance;

    /** @param allowance how long the headers of an answer may take from its first byte */
    public BoundedHttpComponent(Duration allowance) {
        this.allowance = allowance;
    }

    @Override
    protected HttpClientConnectionManager createConnectionManager(
            Registry<ConnectionSocketFactory> registry, int maxTotal, int maxPerRoute, SocketConfig sockets) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                registry,
                PoolConcurrencyPolicy.STRICT,
                TimeValue.ofMilliseconds(getConnectionTimeToLive()),
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(LIMITS)
                        .responseParserFactory(new BoundedHeaders(allowance))
                        .build());
        connections.setDefaultSocketConfig(sockets);
        connections.setMaxTotal(maxTotal > 0 ? maxTotal : getMaxTotalConnections());
        connections.setDefaultMaxPerRoute(maxPerRoute > 0 ? maxPerRoute : getConnectionsPerRoute());
        return connections;
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return new HttpComponentConfigurer();
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new HttpEndpointConfigurer();
    }
}
