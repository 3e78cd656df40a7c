package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kubernetes.cluster.KubernetesClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.start.Cluster;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;

/** Leadership by a lease in Kubernetes, with an API server that has leases and one pod. */
class LeadByKubernetesIT {

    /** The setting for the address of the API server, which precedes the environment of a pod. */
    private static final String ADDRESS = "kubernetes.master";

    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/archive/leases";
    private static final String PODS = "/api/v1/namespaces/archive/pods";
    private static final String POD_LIST =
            """
            {"apiVersion": "v1", "kind": "PodList", "metadata": {"resourceVersion": "1"}, "items": [
              {"metadata": {"name": "pod-1", "namespace": "archive",
                            "labels": {"camel.apache.org/integration": "wechat-archiver"}},
               "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}]}
            """;

    private static final String GONE =
            """
            {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
             "metadata": {"name": "wechat-archiver-collector", "namespace": "archive"},
             "spec": {"holderIdentity": "pod-0", "leaseDurationSeconds": 3,
                      "acquireTime": "2026-11-20T02:00:00.000000Z", "renewTime": "2026-11-20T02:00:00.000000Z"}}
            """;

    private final Map<String, ObjectNode> leases = new TreeMap<>();
    private final AtomicInteger fired = new AtomicInteger();
    private final ObjectMapper json = new ObjectMapper();
    private HttpServer server;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private int version;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        System.setProperty(ADDRESS, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void close() throws IOException {
        context.close();
        server.stop(0);
        System.clearProperty(ADDRESS);
    }

    @Test
    void isTakenWhereThereIsNone() throws Exception {
        expectLead();
    }

    @Test
    void isTakenOverFromAPodThatIsGone() throws Exception {
        keep(GONE.getBytes(StandardCharsets.UTF_8));
        expectLead();
    }

    private void expectLead() throws Exception {
        context.addService(service());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:collector:timer:tick?delay=0&period=20").process(exchange -> fired.incrementAndGet());
            }
        });
        context.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> fired.get() > 0);
        assertThat(holder()).isEqualTo("pod-1");
    }

    private synchronized String holder() {
        return leases.values().iterator().next().at("/spec/holderIdentity").asText();
    }

    private KubernetesClusterService service() {
        Configuration configuration = Configuration.load(null, Map.of())
                .with("archiver.cluster", "kubernetes")
                .with("archiver.lead-duration", "3s")
                .with("kubernetes.namespace", "archive");
        AzureAccount account = new AzureAccount(new AzureSettings(
                Credentials.CONNECTION_STRING,
                "",
                "DefaultEndpointsProtocol=https;AccountName=account;AccountKey=AAAA;EndpointSuffix=core.windows.net",
                "",
                "",
                "",
                "area",
                "area"));
        KubernetesClusterService service = (KubernetesClusterService)
                new Cluster(configuration, null, new Membership("test", account, true)).service();
        service.setPodName("pod-1");
        return service;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals(PODS)) {
            reply(exchange, POD_LIST.getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith(LEASES)) {
            reply(exchange, body.length > 0 ? keep(body) : find(path));
        } else {
            reply(exchange, null);
        }
    }

    private byte[] find(String path) throws IOException {
        ObjectNode lease = leases.get(path.substring(path.lastIndexOf('/') + 1));
        return lease == null ? null : json.writeValueAsBytes(lease);
    }

    private synchronized byte[] keep(byte[] body) throws IOException {
        ObjectNode lease = (ObjectNode) json.readTree(body);
        version++;
        ((ObjectNode) lease.path("metadata")).put("resourceVersion", Integer.toString(version));
        leases.put(lease.at("/metadata/name").asText(), lease);
        return json.writeValueAsBytes(lease);
    }

    /** 404 without content. */
    private static void reply(HttpExchange exchange, byte[] content) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
            if (content != null) {
                exchange.getResponseBody().write(content);
            }
        }
    }
}
