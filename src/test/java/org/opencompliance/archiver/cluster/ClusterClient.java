package org.opencompliance.archiver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Requests to the API server as the bearer of a token, with its certificate as the only trusted one. */
public final class ClusterClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRICT = "fieldValidation=Strict";

    private final HttpClient http;
    private final URI server;
    private final String bearer;

    ClusterClient(URI server, Path certificate, String bearer) {
        this.http = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
        this.server = server;
        this.bearer = bearer;
    }

    /** A response: the HTTP status, the object or the {@code Status} of a refusal, and the warnings. */
    public record Answer(int status, JsonNode body, List<String> warnings) {

        /** The object. @throws AssertionError after a refusal */
        public JsonNode object() {
            if (status / 100 != 2) {
                throw new AssertionError("The API server refused with " + status + ": " + message());
            }
            return body;
        }

        /** The message of a refusal, or empty. */
        public String message() {
            return body.path("kind").asText().equals("Status")
                    ? body.path("message").asText()
                    : "";
        }
    }

    /** Whether the API server answers and is ready; false when it cannot be reached. */
    public boolean isReady() {
        try {
            return get("/readyz").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public Answer get(String path) throws IOException {
        return send("GET", path, "application/json", null);
    }

    /** Creates an object; an unknown or double field is an error. */
    public Answer create(JsonNode object) throws IOException {
        return create(object, "");
    }

    /** Runs the admission and the validation of a creation, and stores nothing. */
    public Answer tryToCreate(JsonNode object) throws IOException {
        return create(object, "&dryRun=All");
    }

    /** Creates an object below another one, such as a token of a service account. */
    public Answer post(String path, JsonNode object) throws IOException {
        return send("POST", path, "application/json", object);
    }

    /** Server-side apply without force; an unknown or double field and a conflict are errors. */
    public Answer apply(JsonNode object) throws IOException {
        return send("PATCH", path(object) + "?fieldManager=kubectl&" + STRICT, "application/apply-patch+yaml", object);
    }

    /** Sets the number of replicas, as {@code kubectl scale} and KEDA do. */
    public Answer scale(JsonNode object, int replicas) throws IOException {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("spec").put("replicas", replicas);
        return send(
                "PATCH", path(object) + "/scale?fieldManager=scaler&" + STRICT, "application/merge-patch+json", patch);
    }

    /** The stored object of the same type, namespace and name. */
    public JsonNode stored(JsonNode object) throws IOException {
        return get(path(object)).object();
    }

    /** The path of an object, by the types that the API server serves. @throws IOException if it does not serve the type */
    public String path(JsonNode object) throws IOException {
        return collection(object) + "/" + object.at("/metadata/name").asText();
    }

    private Answer create(JsonNode object, String options) throws IOException {
        return post(collection(object) + "?" + STRICT + options, object);
    }

    private String collection(JsonNode object) throws IOException {
        String version = object.path("apiVersion").asText();
        String root = (version.contains("/") ? "/apis/" : "/api/") + version;
        JsonNode types = get(root).body().path("resources");
        JsonNode type = StreamSupport.stream(types.spliterator(), false)
                .filter(found -> found.path("kind").equals(object.path("kind")))
                .filter(found -> !found.path("name").asText().contains("/"))
                .findFirst()
                .orElseThrow(() -> new IOException("The API server does not serve " + version + " "
                        + object.path("kind").asText()));
        String namespace = type.path("namespaced").asBoolean()
                ? "/namespaces/" + object.at("/metadata/namespace").asText()
                : "";
        return root + namespace + "/" + type.path("name").asText();
    }

    private Answer send(String method, String path, String type, JsonNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", type)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode answer = json ? JSON.readTree(response.body()) : JSON.createObjectNode();
            return new Answer(response.statusCode(), answer, response.headers().allValues("Warning"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                store.setCertificateEntry("server-" + count++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of the API server cannot be read: " + file, e);
        }
    }
}
