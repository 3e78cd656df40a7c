package org.opencompliance.sandbox.storage;

import static org.opencompliance.sandbox.storage.StorageAnswers.element;
import static org.opencompliance.sandbox.storage.StorageAnswers.error;
import static org.opencompliance.sandbox.storage.StorageAnswers.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.HttpDate;
import org.opencompliance.sandbox.http.Request;

/** The requests of the Blob service that an object store needs, for blobs in memory. */
final class BlobRequests {

    private static final String METADATA = "x-ms-meta-";
    private static final String PAGE = "5000";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final Pattern BLOCK = Pattern.compile("<Latest>([^<]*)</Latest>");

    private final Map<String, NavigableMap<String, StoredBlob>> containers = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blocks = new ConcurrentHashMap<>();
    private final AtomicLong writes = new AtomicLong(System.nanoTime());

    /** The kind of a request. */
    static StorageOperation operation(Request request) {
        Map<String, String> query = request.query();
        if (query.containsKey("restype")) {
            return "list".equals(query.get("comp")) ? StorageOperation.BLOB_LIST : StorageOperation.CONTAINER_CREATE;
        }
        return switch (request.method()) {
            case "HEAD" -> StorageOperation.BLOB_LOOK;
            case "GET" -> StorageOperation.BLOB_READ;
            default -> write(request, query.getOrDefault("comp", ""));
        };
    }

    private static StorageOperation write(Request request, String part) {
        return switch (part) {
            case "block" -> StorageOperation.BLOCK_STAGE;
            case "blocklist" -> StorageOperation.BLOCKS_COMMIT;
            case "appendblock" -> StorageOperation.LOG_APPEND;
            default -> whole(request);
        };
    }

    private static StorageOperation whole(Request request) {
        if (request.header("x-ms-blob-type").filter("AppendBlob"::equals).isPresent()) {
            return StorageOperation.LOG_CREATE;
        }
        return request.header("if-match").isPresent() ? StorageOperation.BLOB_REPLACE : StorageOperation.BLOB_CREATE;
    }

    Answer answer(StorageOperation operation, Request request) {
        List<String> path = request.segments();
        String container = path.get(1);
        if (operation == StorageOperation.CONTAINER_CREATE) {
            boolean there = containers.putIfAbsent(container, new ConcurrentSkipListMap<>()) != null;
            return there ? error(409, "ContainerAlreadyExists") : Answer.empty(201);
        }
        NavigableMap<String, StoredBlob> blobs = containers.get(container);
        if (blobs == null) {
            return error(404, "ContainerNotFound");
        }
        if (operation == StorageOperation.BLOB_LIST) {
            return list(blobs, request.query());
        }
        String name = path.stream().skip(2).collect(Collectors.joining("/"));
        return switch (operation) {
            case BLOB_LOOK, BLOB_READ -> read(blobs.get(name), request);
            case BLOCK_STAGE -> stage(container + "/" + name, request);
            case LOG_APPEND -> append(blobs, name, request);
            default -> put(blobs, name, content(operation, container + "/" + name, request), request);
        };
    }

    private Answer stage(String blob, Request request) {
        blocks.put(blob + " " + request.query().get("blockid"), request.body());
        return Answer.empty(201);
    }

    private byte[] content(StorageOperation operation, String blob, Request request) {
        if (operation != StorageOperation.BLOCKS_COMMIT) {
            return request.body();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Matcher ids = BLOCK.matcher(new String(request.body(), StandardCharsets.UTF_8));
        while (ids.find()) {
            whole.writeBytes(blocks.remove(blob + " " + ids.group(1)));
        }
        return whole.toByteArray();
    }

    private Answer put(NavigableMap<String, StoredBlob> blobs, String name, byte[] content, Request request) {
        Optional<String> expected = request.header("if-match");
        boolean onlyNew = request.header("if-none-match").isPresent();
        synchronized (blobs) {
            StoredBlob there = blobs.get(name);
            if (there != null && onlyNew) {
                return error(409, "BlobAlreadyExists");
            }
            if (expected.isPresent() && (there == null || !there.hasTag(expected.get()))) {
                return error(412, "ConditionNotMet");
            }
            String kind = request.header("x-ms-blob-type").orElse("BlockBlob");
            StoredBlob written = new StoredBlob(kind, content, metadata(request), writes.incrementAndGet(), now());
            blobs.put(name, written);
            return written(written);
        }
    }

    private Answer append(NavigableMap<String, StoredBlob> blobs, String name, Request request) {
        synchronized (blobs) {
            StoredBlob there = blobs.get(name);
            if (there == null) {
                return error(404, "BlobNotFound");
            }
            int end = there.content().length;
            if (request.header("x-ms-blob-condition-appendpos")
                    .filter(position -> !position.equals(Integer.toString(end)))
                    .isPresent()) {
                return error(412, "AppendPositionConditionNotMet");
            }
            byte[] longer = Arrays.copyOf(there.content(), end + request.body().length);
            System.arraycopy(request.body(), 0, longer, end, request.body().length);
            StoredBlob written =
                    new StoredBlob(there.kind(), longer, there.metadata(), writes.incrementAndGet(), now());
            blobs.put(name, written);
            return written(written)
                    .with("x-ms-blob-append-offset", Integer.toString(end))
                    .with("x-ms-blob-committed-block-count", "1");
        }
    }

    private static Answer written(StoredBlob blob) {
        return Answer.empty(201)
                .with("ETag", blob.eTag())
                .with("Last-Modified", blob.modified())
                .with("x-ms-request-server-encrypted", "true");
    }

    private static Answer read(StoredBlob blob, Request request) {
        if (blob == null) {
            return error(404, "BlobNotFound");
        }
        byte[] whole = blob.content();
        Optional<Matcher> range =
                request.header("x-ms-range").map(RANGE::matcher).filter(Matcher::matches);
        if (range.isEmpty()) {
            return described(blob, Answer.of(200, "application/octet-stream", whole));
        }
        int from = Integer.parseInt(range.get().group(1));
        if (from >= whole.length) {
            return error(416, "InvalidRange");
        }
        String last = range.get().group(2);
        int to = last.isEmpty() ? whole.length : (int) Math.min(whole.length, Long.parseLong(last) + 1);
        return described(blob, Answer.of(206, "application/octet-stream", Arrays.copyOfRange(whole, from, to)))
                .with("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + whole.length);
    }

    private static Answer described(StoredBlob blob, Answer content) {
        Answer answer = content.with("ETag", blob.eTag())
                .with("Last-Modified", blob.modified())
                .with("x-ms-creation-time", blob.modified())
                .with("x-ms-blob-type", blob.kind())
                .with("x-ms-server-encrypted", "true");
        for (Map.Entry<String, String> label : blob.metadata().entrySet()) {
            answer = answer.with(METADATA + label.getKey(), label.getValue());
        }
        return answer;
    }

    private static Answer list(NavigableMap<String, StoredBlob> blobs, Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String from = query.getOrDefault("marker", "");
        int most = Integer.parseInt(query.getOrDefault("maxresults", PAGE));
        StringBuilder found = new StringBuilder("<EnumerationResults><Blobs>");
        String next = "";
        int count = 0;
        for (var entry :
                blobs.tailMap(from.compareTo(prefix) > 0 ? from : prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (count++ == most) {
                next = entry.getKey();
                break;
            }
            found.append(listed(entry.getKey(), entry.getValue()));
        }
        return xml(200, found + "</Blobs>" + element("NextMarker", next) + "</EnumerationResults>");
    }

    private static String listed(String name, StoredBlob blob) {
        StringBuilder labels = new StringBuilder();
        blob.metadata().forEach((label, value) -> labels.append(element(label, value)));
        return "<Blob>" + element("Name", name) + "<Properties>"
                + element("Creation-Time", blob.modified())
                + element("Last-Modified", blob.modified())
                + element("Etag", blob.eTag())
                + element("Content-Length", blob.content().length)
                + element("BlobType", blob.kind())
                + "</Properties><Metadata>" + labels + "</Metadata></Blob>";
    }

    private static Map<String, String> metadata(Request request) {
        Map<String, String> metadata = new TreeMap<>();
        request.headers().forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            }
        });
        return metadata;
    }

    private static String now() {
        return HttpDate.format(ZonedDateTime.now(ZoneOffset.UTC).toOffsetDateTime());
    }
}
