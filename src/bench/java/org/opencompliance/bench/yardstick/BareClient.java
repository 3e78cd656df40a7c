package org.opencompliance.bench.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.opencompliance.bench.program.Costs;
import org.opencompliance.bench.standin.StandInDay;

/**
 * The least that a client must do, as a yardstick in a JVM of its own: {@code collect} lists the items, fetches them and writes each
 * to a file with fsync; {@code import} creates one message for each. No record, no ledger, no retry. Prints items a second and the
 * CPU milliseconds of an item, both without the listing and the first quarter of the items.
 */
public final class BareClient {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final String ITEMS = "/archive/v1/items";

    private final String address;
    private final StandInDay day;
    private final int threads;
    private final OkHttpClient http;
    private final JsonMapper json = new JsonMapper();
    private final AtomicLong done = new AtomicLong();
    private volatile long quarter;
    private volatile double quarterCpu;

    private BareClient(String address, StandInDay day, int threads) {
        this.address = address;
        this.day = day;
        this.threads = threads;
        this.http = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(threads, 1, TimeUnit.MINUTES))
                .readTimeout(Duration.ofMinutes(1))
                .build();
    }

    /** Arguments: what to do, address, first archived-at time, items, bytes of an item, mailboxes, requests at once, folder. */
    public static void main(String[] arguments) throws Exception {
        StandInDay day = new StandInDay(
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Duration.ZERO,
                Instant.parse(arguments[2]));
        BareClient client = new BareClient(arguments[1], day, Integer.parseInt(arguments[6]));
        if (arguments[0].equals("collect")) {
            client.collect(Path.of(arguments[7]));
        } else {
            client.importAll(Integer.parseInt(arguments[7]));
        }
        System.exit(0);
    }

    private void collect(Path folder) throws Exception {
        Files.createDirectories(folder);
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = json.readTree(get(address + ITEMS + "?archivedFrom=" + day.begin() + "&archivedTo="
                    + day.end() + "&limit=500" + cursor));
            page.get("items").forEach(item -> ids.add(item.get("id").asText()));
            JsonNode next = page.get("nextCursor");
            cursor = next == null || next.isNull()
                    ? null
                    : "&cursor=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8);
        }
        all(ids.size(), item -> write(folder.resolve(ids.get(item)), get(address + ITEMS + "/" + ids.get(item))));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void importAll(int perMailbox) throws Exception {
        Semaphore[] mailboxes = new Semaphore[day.mailboxes()];
        for (int i = 0; i < mailboxes.length; i++) {
            mailboxes[i] = new Semaphore(perMailbox);
        }
        all(day.items(), item -> {
            Semaphore mailbox = mailboxes[item % mailboxes.length];
            mailbox.acquireUninterruptibly();
            try {
                create(item);
            } finally {
                mailbox.release();
            }
        });
    }

    private void create(int item) throws IOException {
        String user = StandInDay.userId(item % day.mailboxes());
        RequestBody body = RequestBody.create(json.writeValueAsBytes(message(item)), JSON);
        Request request = new Request.Builder()
                .url(address + "/v1.0/users/" + user + "/mailFolders/bench/messages")
                .post(body)
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (response.code() != 201) {
                throw new IOException("Graph answered " + response.code());
            }
            json.readTree(response.body().bytes());
        }
    }

    private ObjectNode message(int item) {
        ObjectNode message = json.createObjectNode();
        message.put("subject", "WeChat message " + item);
        message.put("internetMessageId", "<" + StandInDay.id(item) + "@wechat.example>");
        message.putObject("body")
                .put("contentType", "text")
                .put("content", new String(day.content(item), StandardCharsets.UTF_8));
        message.putObject("from").putObject("emailAddress").put("address", StandInDay.address(item % day.mailboxes()));
        message.putArray("singleValueExtendedProperties")
                .addObject()
                .put("id", "SystemTime 0x0039")
                .put("value", day.begin().toString());
        return message;
    }

    private byte[] get(String url) throws IOException {
        try (Response response =
                http.newCall(new Request.Builder().url(url).build()).execute()) {
            if (response.code() != 200) {
                throw new IOException("The source answered " + response.code() + " to " + url);
            }
            return response.body().bytes();
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(int item) throws IOException;
    }

    private void all(int items, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicInteger next = new AtomicInteger();
        List<Future<Void>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(pool.submit(() -> {
                for (int item = next.getAndIncrement(); item < items; item = next.getAndIncrement()) {
                    step.take(item);
                    if (done.incrementAndGet() == items / 4) {
                        quarterCpu = cpuSeconds();
                        quarter = System.nanoTime();
                    }
                }
                return null;
            }));
        }
        for (Future<Void> worker : workers) {
            await(worker);
        }
        double measured = items - items / 4;
        double seconds = (System.nanoTime() - quarter) / 1e9;
        double cpuMillis = (cpuSeconds() - quarterCpu) * 1000;
        System.out.println(measured / seconds + " " + cpuMillis / measured);
    }

    private static double cpuSeconds() throws IOException {
        return Costs.of(ProcessHandle.current().pid()).cpuSeconds();
    }

    private static void await(Future<Void> worker) throws Exception {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw new IOException("The bare client failed", e);
        }
    }
}
