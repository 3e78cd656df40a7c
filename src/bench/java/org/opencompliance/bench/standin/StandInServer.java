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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.sandbox.ChildProcess;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.LoopbackServer;
import org.opencompliance.sandbox.http.Request;

/**
 * Serves the source, Microsoft Graph and the counts of both at one address. It counts messages and does not keep them; users and
 * folders are those of a sandbox tenant. Arguments: items, bytes of an item, mailboxes, milliseconds that Graph takes, and the
 * first archived-at time. Prints its address.
 */
public final class StandInServer {

    static final String COUNTS = "/counts";
    static final String BEGIN = "/begin/";
    static final String THROTTLE = "/throttle/";

    private static final String CREATED =
            """
            {"id":"AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A%020d","internetMessageId":%s,"isDraft":false,"parentFolderId":"bench",\
            "sentDateTime":%s,"receivedDateTime":%s}""";
    private static final byte[] NOTHING = "{\"value\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final int BODY_LIMIT = 8 * 1024 * 1024;

    private final StandInDay day;
    private final SourcePages pages;
    private final GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1);
    private final Forwarding forwarding = new Forwarding(tenant.url());
    private final LoopbackServer server = new LoopbackServer("stand-in", Clock.systemUTC(), BODY_LIMIT, this::answer);
    private final Map<String, Instant> throttled = new ConcurrentHashMap<>();
    private final AtomicLong listed = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong others = new AtomicLong();

    private StandInServer(StandInDay day) {
        this.day = day;
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
        LockSupport.parkNanos(day.latency().toNanos());
        if (!path.endsWith("/messages")) {
            others.incrementAndGet();
            return forwarding.answer(request);
        }
        Instant until = throttled.getOrDefault(path.split("/")[3], Instant.MIN);
        if (Instant.now().isBefore(until)) {
            long seconds = Duration.between(Instant.now(), until).toSeconds() + 1;
            return Answer.text(429, "{\"error\":{\"code\":\"ApplicationThrottled\",\"message\":\"Later\"}}")
                    .with("Retry-After", Long.toString(seconds));
        }
        if (request.method().equals("GET")) {
            looks.incrementAndGet();
            return Answer.of(200, "application/json", NOTHING);
        }
        String message = new String(request.body(), StandardCharsets.ISO_8859_1);
        String body = CREATED.formatted(
                created.incrementAndGet(),
                text(message, "\"internetMessageId\":"),
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
