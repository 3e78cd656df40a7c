package org.opencompliance.archiver.storage.azure;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Content;
import org.opencompliance.sandbox.http.LoopbackServer;
import org.opencompliance.sandbox.http.Request;

/**
 * A blob service of one account with blobs in memory. It supports the write conditions of the archiver and rejects requests as
 * scripted. Blobs have the names of the storage area.
 */
public final class ScriptedBlobs implements AutoCloseable {

    private static final String PATH = "/account/area-";
    private static final String NONE = "";
    private static final int LIMIT = 64 << 20;

    /** A rejection, or null to execute the request. */
    @FunctionalInterface
    public interface Script {
        Refusal answer(Asked request);
    }

    /**
     * A request.
     *
     * @param what the operation: PUT BLOB, PUT APPENDBLOCK, GET BLOB, HEAD BLOB, GET LIST or PUT CONTAINER
     * @param blocks current number of blocks of the blob
     */
    public record Asked(String what, String blob, int blocks) {}

    /** An error response of the service; null for no code. */
    public record Refusal(int status, String code) {

        private Answer answer() {
            Answer answer = Answer.empty(status);
            return code == null ? answer : answer.with("x-ms-error-code", code);
        }
    }

    private record Blob(byte[] content, Map<String, String> metadata, int blocks, int version) {

        private Blob appended(byte[] block) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(content);
            all.writeBytes(block);
            return new Blob(all.toByteArray(), metadata, blocks + 1, version + 1);
        }

        private String eTag() {
            return "\"0x" + version + "\"";
        }
    }

    private final LoopbackServer server = new LoopbackServer("blobs", Clock.systemUTC(), LIMIT, this::answer);
    private final Map<String, Blob> blobs = new TreeMap<>();
    private final List<Asked> requests = new ArrayList<>();
    private Script script = request -> null;

    private ScriptedBlobs() {}

    public static ScriptedBlobs start() {
        return new ScriptedBlobs();
    }

    /** An account with the prefix {@code area}; its queues do not respond. */
    public AzureAccount account() {
        String endpoint = server.uri() + "/account";
        String connection = "DefaultEndpointsProtocol=http;AccountName=account;AccountKey=AAAA;BlobEndpoint=" + endpoint
                + ";QueueEndpoint=" + endpoint;
        return new AzureAccount(
                new AzureSettings(Credentials.CONNECTION_STRING, "", connection, "", "", "", "area", "area"));
    }

    public synchronized void refuse(Script refusals) {
        script = refusals;
    }

    /** The requests of this operation so far. */
    public synchronized List<Asked> requests(String what) {
        return requests.stream().filter(request -> request.what().equals(what)).toList();
    }

    public synchronized String text(String blob) {
        return new String(blobs.get(blob).content(), StandardCharsets.UTF_8);
    }

    public synchronized boolean has(String blob) {
        return blobs.containsKey(blob);
    }

    private synchronized Answer answer(Request request) {
        String path = URLDecoder.decode(request.rawPath(), StandardCharsets.UTF_8);
        if (!path.startsWith(PATH)) {
            return new Refusal(503, "ServerBusy").answer();
        }
        String name = path.substring(PATH.length());
        Blob blob = blobs.get(name);
        Asked asked = new Asked(what(request), name, blob == null ? 0 : blob.blocks());
        requests.add(asked);
        Refusal refusal = script.answer(asked);
        if (refusal != null) {
            return refusal.answer();
        }
        return switch (asked.what()) {
            case "PUT CONTAINER" -> Answer.empty(201);
            case "PUT BLOB" -> put(request, name, blob);
            case "PUT APPENDBLOCK" -> append(request, name, blob);
            case "GET LIST" -> list(request, name + "/");
            default -> blob == null ? new Refusal(404, "BlobNotFound").answer() : get(request, blob);
        };
    }

    private static String what(Request request) {
        boolean container = request.query().containsKey("restype");
        String kind = request.query().getOrDefault("comp", container ? "container" : "blob");
        return request.method() + " " + kind.toUpperCase(Locale.ROOT);
    }

    private Answer put(Request request, String name, Blob before) {
        String match = request.header("if-match").orElse(NONE);
        if (before != null && request.header("if-none-match").isPresent()) {
            return new Refusal(409, "BlobAlreadyExists").answer();
        }
        if (!match.isEmpty() && (before == null || !match.equals(before.eTag()))) {
            return new Refusal(412, "ConditionNotMet").answer();
        }
        Map<String, String> metadata = new TreeMap<>(request.headers());
        metadata.keySet().removeIf(header -> !header.startsWith("x-ms-meta-"));
        return written(name, new Blob(request.body(), metadata, 0, before == null ? 1 : before.version() + 1));
    }

    private Answer append(Request request, String name, Blob blob) {
        if (blob == null) {
            return new Refusal(404, "BlobNotFound").answer();
        }
        String position = request.header("x-ms-blob-condition-appendpos").orElse("-1");
        return blob.content().length == Integer.parseInt(position)
                ? written(name, blob.appended(request.body())).with("x-ms-blob-append-offset", position)
                : new Refusal(412, "AppendPositionConditionNotMet").answer();
    }

    private Answer written(String name, Blob blob) {
        blobs.put(name, blob);
        return known(Answer.empty(201), blob)
                .with("x-ms-request-server-encrypted", "true")
                .with("x-ms-blob-committed-block-count", Integer.toString(blob.blocks()));
    }

    private static Answer known(Answer answer, Blob blob) {
        Answer all = answer.with("ETag", blob.eTag()).with("Last-Modified", "Fri, 20 Nov 2026 02:00:00 GMT");
        for (Map.Entry<String, String> each : blob.metadata().entrySet()) {
            all = all.with(each.getKey(), each.getValue());
        }
        return all;
    }

    private static Answer get(Request request, Blob blob) {
        byte[] content = blob.content();
        if (request.method().equals("HEAD")) {
            Answer head = Answer.of(200, "text/plain", Content.of(new byte[0]), content.length);
            return known(head, blob).with("x-ms-blob-type", blob.blocks() > 0 ? "AppendBlob" : "BlockBlob");
        }
        String range = request.header("x-ms-range").orElse(NONE);
        return known(range.isEmpty() ? Answer.of(200, "text/plain", content) : part(content, range), blob);
    }

    private static Answer part(byte[] content, String range) {
        String[] ends = range.substring("bytes=".length()).split("-");
        int from = Integer.parseInt(ends[0]);
        if (from >= content.length) {
            return new Refusal(416, "InvalidRange").answer().with("Content-Range", "bytes */" + content.length);
        }
        int to = ends.length < 2 ? content.length : Math.min(content.length, Integer.parseInt(ends[1]) + 1);
        return Answer.of(206, "text/plain", Arrays.copyOfRange(content, from, to))
                .with("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
    }

    private Answer list(Request request, String container) {
        String prefix = container + request.query().getOrDefault("prefix", NONE);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>");
        blobs.forEach((name, blob) -> {
            if (name.startsWith(prefix)) {
                xml.append("<Blob><Name>")
                        .append(name.substring(container.length()))
                        .append("</Name><Properties><Last-Modified>Fri, 20 Nov 2026 02:00:00 GMT</Last-Modified>")
                        .append("<Content-Length>")
                        .append(blob.content().length)
                        .append("</Content-Length></Properties></Blob>");
            }
        });
        xml.append("</Blobs><NextMarker/></EnumerationResults>");
        return Answer.of(200, "application/xml", xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
