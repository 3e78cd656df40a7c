package org.opencompliance.bench.standin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.sandbox.ChildProcess;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.LoopbackServer;
import org.opencompliance.sandbox.http.Request;

/**
 * Serves the source, Microsoft Graph and the counts of both at one address. It counts messages and does not keep them: a filter finds
 * only the first message of a mailbox. Users and folders are those of a sandbox tenant. Arguments: items, bytes of an item, mailboxes, milliseconds that Graph takes, and the
 * first archived-at time. Prints its address.
 */
public final class StandInServer {

    static final String COUNTS = "/counts";
    static final String BEGIN = "/begin/";
    static final String THROTTLE = "/throttle/";
    static final String LATENCY = "/latency/";

    private static final String CREATED =
            """
            {"id":"AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A%020d","internetMessageId":%s,"isDraft":false,"parentFolderId":"bench",\
            "sentDateTime":%s,"receivedDateTime":%s}""";
    private static final String FOUND =
            """
            {"id":"first","internetMessageId":%s,"isDraft":false,"parentFolderId":"bench"}""";
    private static final int BODY_LIMIT = 8 * 1024 * 1024;

    private final StandInDay day;
    private volatile long latencyNanos;
    private final SourcePages pages;
    private final GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1);
    private final Forwarding forwarding = new Forwarding(tenant.url());
    private final LoopbackServer server = new LoopbackServer("stand-in", Clock.systemUTC(), BODY_LIMIT, this::answer);
    private final Map<String, Instant> throttled = new ConcurrentHashMap<>();
    /** The internet message id of each mailbox's first message, with its quotes. */
    private final Map<String, String> first = new ConcurrentHashMap<>();

    private final AtomicLong listed = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong others = new AtomicLong();

    private StandInServer(StandInDay day) {
        this.day = day;
        this.latencyNanos = day.latency().toNanos();
        this.pages = new SourcePages(day);
        for (int i = 0; i < day.mailboxes(); i++) {
            tenant.add(TenantUser.member(StandInDay.userId(i), StandInDay.address(i), "User " + i));
        }
    }

    public static void main(String[] arguments) throws IOException {
        ChildProcess.endWith(ProcessHandle.current().parent());
        StandInDay day = new StandInDay(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Duration.ofMillis(Long.parseLong(arguments[3])),
                Instant.parse(arguments[4]));
        System.out.println(new StandInServer(day).server.uri());
        System.out.flush();
        LockSupport.park();
    }

    private Answer answer(Request request) {
        String path = request.rawPath();
        if (path.startsWith("/archive/")) {
            return source(request);
        }
        if (path.equals(COUNTS)) {
            return counts();
        }
        if (path.startsWith(BEGIN)) {
            pages.begin(Instant.parse(path.substring(BEGIN.length())));
            return Answer.empty(204);
        }
        if (path.startsWith(THROTTLE)) {
            throttled.put(StandInDay.userId(Integer.parseInt(path.substring(THROTTLE.length()))), until(request));
            return Answer.empty(204);
        }
        if (path.startsWith(LATENCY)) {
            latencyNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(path.substring(LATENCY.length())));
            return Answer.empty(204);
        }
        return graph(request, path);
    }

    private static Instant until(Request request) {
        return Instant.now().plusSeconds(Long.parseLong(request.query().get("seconds")));
    }

    private Answer source(Request request) {
        if (request.rawPath().endsWith("/items")) {
            listed.incrementAndGet();
            return Answer.of(200, "application/json", pages.page(request.query()));
        }
        fetched.incrementAndGet();
        int item =
                StandInDay.number(request.rawPath().substring(request.rawPath().lastIndexOf('/') + 1));
        return Answer.of(200, "message/rfc822", day.content(item));
    }

    private Answer graph(Request request, String path) {
        LockSupport.parkNanos(latencyNanos);
        if (!path.endsWith("/messages")) {
            others.incrementAndGet();
            return forwarding.answer(request);
        }
        String mailbox = path.split("/")[3];
        Instant until = throttled.getOrDefault(mailbox, Instant.MIN);
        if (Instant.now().isBefore(until)) {
            long seconds = Duration.between(Instant.now(), until).toSeconds() + 1;
            return Answer.text(429, "{\"error\":{\"code\":\"ApplicationThrottled\",\"message\":\"Later\"}}")
                    .with("Retry-After", Long.toString(seconds));
        }
        return request.method().equals("GET")
                ? look(mailbox, request.query().getOrDefault("$filter", ""))
                : create(mailbox, new String(request.body(), StandardCharsets.ISO_8859_1));
    }

    private Answer look(String mailbox, String filter) {
        looks.incrementAndGet();
        String id = first.getOrDefault(mailbox, "\"\"");
        boolean found = id.length() > 2 && filter.contains(id.substring(1, id.length() - 1));
        String value = found ? FOUND.formatted(id) : "";
        return Answer.of(200, "application/json", ("{\"value\":[" + value + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private Answer create(String mailbox, String message) {
        String id = text(message, "\"internetMessageId\":");
        first.putIfAbsent(mailbox, id);
        String body = CREATED.formatted(
                created.incrementAndGet(),
                id,
                text(message, "SystemTime 0x0039\",\"value\":"),
                text(message, "SystemTime 0x0E06\",\"value\":"));
        return Answer.of(201, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** The text after a name, with its quotes; null when the message has none. */
    private static String text(String message, String name) {
        int found = message.indexOf(name);
        if (found < 0) {
            return "null";
        }
        int begin = message.indexOf('"', found + name.length());
        return message.substring(begin, message.indexOf('"', begin + 1) + 1);
    }

    private Answer counts() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        StandInCounts counts = new StandInCounts(
                listed.get(), fetched.get(), created.get(), looks.get(), others.get(), system.getProcessCpuTime());
        return Answer.json(200, new JsonMapper().valueToTree(counts));
    }
}
