package org.opencompliance.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A machine may send everything else through a proxy, which must not get the agent's login. */
class AgentIsAskedDirectlyTest {

    @Test
    void withoutTheProxyOfTheMachine() throws Exception {
        AtomicInteger proxied = new AtomicInteger();
        HttpServer agent = answering(new AtomicInteger());
        HttpServer proxy = answering(proxied);
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ToProxy(proxy.getAddress()));
        try {
            URI address = URI.create("http://127.0.0.1:" + agent.getAddress().getPort() + "/jolokia/");
            int status = new Agent(address, "ann", "s3cret")
                    .post("{}".getBytes(UTF_8))
                    .statusCode();

            assertThat(status).isEqualTo(200);
            assertThat(proxied).hasValue(0);
        } finally {
            ProxySelector.setDefault(before);
            agent.stop(0);
            proxy.stop(0);
        }
    }

    private static HttpServer answering(AtomicInteger requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static final class ToProxy extends ProxySelector {

        private final InetSocketAddress proxy;

        ToProxy(InetSocketAddress proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, proxy));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
