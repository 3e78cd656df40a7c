package org.opencompliance.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.report.Advice;

/**
 * MBeans with the answers of an archiver, from files in {@code src/test/resources/console}, for tests of the pages. Requests end
 * at the third question for their answer; replayed and discarded dead letters are gone then.
 */
public final class FakeArchiver {

    /** The system property with the file that names the scenario: {@code good}, {@code bad}, {@code empty} or {@code earlier}. */
    static final String SCENARIO = "fake.scenario";

    /** Printed when the MBeans are registered. */
    static final String RUNNING = "Running";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FIXTURES = Path.of("src/test/resources/console");
    /** A version without the MBeans of the pages. */
    private static final String EARLIER = "earlier";

    private static final int QUESTIONS = 3;

    private final Map<String, Integer> questions = new HashMap<>();
    private final Map<String, Set<String>> closed = new HashMap<>();
    private String paused;
    private String version;

    private FakeArchiver() {}

    /** Runs until the process ends. */
    public static void main(String[] arguments) throws Exception {
        new FakeArchiver().register();
        camel().start();
        System.out.println(RUNNING);
        new CountDownLatch(1).await();
    }

    /** A route of the flow, for Hawtio's diagram. */
    private static CamelContext camel() throws Exception {
        CamelContext camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName("wechat-archiver");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:map-users").routeId("map-users").to("log:mapped");
                from("direct:import-item")
                        .routeId("import-item")
                        .to("direct:map-users")
                        .to("log:imported");
            }
        });
        return camel;
    }

    private void register() throws JMException {
        add("Today", new FixtureBean().attribute("Json", this::today));
        add("Flow", new FixtureBean().attribute("Json", () -> text(fixture().path("flow"))));
        add(
                "Days",
                new FixtureBean()
                        .operation("list", values -> text(fixture().path("days")), int.class)
                        .operation("report", values -> report((String) values[0]), String.class));
        add("DeadLetters", deadLetters());
        add("Requests", new FixtureBean().operation("answer", values -> answer((String) values[0]), String.class));
        add("ItemStory", new FixtureBean().operation("story", values -> story((String) values[0]), String.class));
        add(
                "UserMapping",
                new FixtureBean()
                        .attribute("Json", this::mapping)
                        .operation("check", values -> check((String) values[0]), String.class)
                        .operation("reload", values -> reload()));
        add(
                "Collector",
                new FixtureBean()
                        .operation("collectNow", values -> asked(""))
                        .operation("pause", values -> pause("demo"))
                        .operation("resume", values -> pause(null)));
    }

    private static void add(String type, FixtureBean bean) throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(bean, new ObjectName("org.opencompliance.archiver", "type", type));
    }

    private FixtureBean deadLetters() {
        return new FixtureBean()
                .attribute("Guide", this::guide)
                .operation("list", this::list, String.class, String.class, int.class)
                .operation(
                        "replay",
                        values -> asked(
                                "",
                                letter -> values[0].equals("")
                                        || letter.path("reason").asText().equals(values[0])),
                        String.class)
                .operation("replaySelected", values -> asked("", named((String) values[0])), String.class)
                .operation("discard", this::discard, String.class, String.class);
    }

    private synchronized String today() {
        JsonNode today = fixture().path("today");
        if (paused != null && today instanceof ObjectNode object) {
            object.putObject("state")
                    .put("name", "paused")
                    .put("text", "Paused")
                    .put("by", paused)
                    .put("since", "2026-11-29T08:02:00Z")
                    .put("action", "Resume when the reason is gone");
        }
        return text(today);
    }

    private static String report(String day) {
        JsonNode report = fixture().path("reports").path(day);
        if (report.isMissingNode()) {
            throw new IllegalArgumentException("The ledger has no line of " + day);
        }
        return text(report);
    }

    private static String story(String id) {
        JsonNode story = fixture().path("items").path(id);
        return story.isMissingNode()
                ? "{\"items\":[],\"text\":\"The ledger has no item " + id + ". Check the id.\"}"
                : text(story);
    }

    private String mapping() {
        ObjectNode mapping = (ObjectNode) fixture().path("mapping");
        if (version != null) {
            mapping.put("version", version).put("rows", 413).remove("lastRefused");
        }
        return text(mapping);
    }

    private static String check(String csv) {
        boolean wrong = csv.contains("wrong");
        ObjectNode check = JSON.createObjectNode().put("accepted", !wrong);
        ArrayNode problems = check.putArray("problems");
        check.putArray("warnings");
        if (wrong) {
            problems.addObject()
                    .put("line", 2)
                    .put("reason", "The number is not in international form: write +441632960123");
            problems.addObject().put("line", 3).put("reason", "The same number as in line 1");
        } else {
            check.put("rows", 413).put("version", "a1b2c3").put("wouldMap", 30).put("unmapped", 33);
            check.putObject("changes")
                    .put("added", 2)
                    .put("removed", 1)
                    .put("changed", 1)
                    .put("unchanged", 410);
        }
        return text(check);
    }

    private String reload() {
        version = "a1b2c3";
        return "Accepted: 413 rows, version a1b2c3";
    }

    private synchronized String pause(String by) {
        paused = by;
        return by == null ? "Resumed" : "Paused";
    }

    private String guide() {
        if (isEarlier()) {
            return null;
        }
        Map<String, Long> open = new HashMap<>();
        open().forEach(letter -> open.merge(letter.path("reason").asText(), 1L, Long::sum));
        ObjectNode guide = JSON.createObjectNode();
        ArrayNode reasons = guide.putArray("reasons");
        ReasonGuide sentences = ReasonGuide.load();
        Stream.concat(Reason.known().stream().map(Reason::label), open.keySet().stream())
                .distinct()
                .forEach(reason -> {
                    ObjectNode row =
                            reasons.addObject().put("reason", reason).put("open", open.getOrDefault(reason, 0L));
                    sentences.apply(reason).ifPresent(advice -> describe(row, advice));
                });
        return text(guide);
    }

    private static void describe(ObjectNode row, Advice advice) {
        row.put("meaning", advice.meaning()).put("who", advice.who()).put("action", advice.action());
    }

    private String list(Object[] values) {
        String reason = (String) values[0];
        String after = (String) values[1];
        ObjectNode list = JSON.createObjectNode();
        ArrayNode page = list.putArray("deadLetters");
        for (JsonNode letter : open().toList()) {
            String name = letter.path("name").asText();
            boolean wanted = reason.isEmpty() || letter.path("reason").asText().equals(reason);
            if (wanted && name.compareTo(after) > 0 && page.size() < (int) values[2]) {
                page.add(letter);
            }
        }
        return text(list);
    }

    private String discard(Object[] values) {
        if (((String) values[1]).isBlank()) {
            throw new IllegalArgumentException("Say why");
        }
        return asked("", named((String) values[0]));
    }

    private static Predicate<JsonNode> named(String names) {
        Set<String> chosen = new HashSet<>(Arrays.asList(names.split(",")));
        return letter -> chosen.contains(letter.path("name").asText());
    }

    private synchronized String asked(String text, Predicate<JsonNode> closes) {
        Set<String> gone = closed.computeIfAbsent(scenario(), each -> new HashSet<>());
        long number = open().filter(closes)
                .map(letter -> letter.path("name").asText())
                .filter(gone::add)
                .count();
        return asked(text + number + " dead letters: all of them are imported");
    }

    private synchronized String asked(String answer) {
        String id = "20261129T080211Z-" + questions.size();
        questions.put(id, 0);
        answers.put(id, answer.isEmpty() ? "41 items collected and imported" : answer);
        return "Asked for as " + id + "; it is begun within seconds, and its answer is kept under that name";
    }

    private final Map<String, String> answers = new HashMap<>();

    private synchronized String answer(String id) {
        ObjectNode answer = JSON.createObjectNode().put("id", id);
        int asked = questions.merge(id, 1, Integer::sum);
        if (!answers.containsKey(id)) {
            return text(answer.put("state", "unknown"));
        }
        if (asked < QUESTIONS) {
            return text(answer.put("state", asked == 1 ? "waiting" : "running"));
        }
        return text(answer.put("state", "ended").put("outcome", "done").put("text", answers.get(id)));
    }

    private synchronized Stream<JsonNode> open() {
        Set<String> gone = closed.getOrDefault(scenario(), Set.of());
        return StreamSupport.stream(fixture().path("deadLetters").spliterator(), false)
                .filter(letter -> !gone.contains(letter.path("name").asText()));
    }

    private static JsonNode fixture() {
        try {
            return isEarlier()
                    ? JSON.missingNode()
                    : JSON.readTree(FIXTURES.resolve(scenario() + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEarlier() {
        return scenario().equals(EARLIER);
    }

    private static String scenario() {
        try {
            return Files.readString(Path.of(System.getProperty(SCENARIO))).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode json) {
        return json.isMissingNode() ? null : json.toString();
    }
}
