package org.opencompliance.console;

import static org.opencompliance.console.Fixtures.JSON;
import static org.opencompliance.console.Fixtures.part;
import static org.opencompliance.console.Fixtures.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** MBeans with the answers of an archiver from {@link Fixtures}, for tests of the pages, and a Camel context with two routes. */
public final class FakeArchiver {

    /** Printed when the MBeans are registered. */
    static final String RUNNING = "Running";

    private static final String USER = "demo";
    private static final String NEW_VERSION = "a1b2c3";
    private static final int NEW_ROWS = 413;

    private final FakeRequests requests = new FakeRequests();
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
        add("Flow", new FixtureBean().attribute("Json", () -> text(part("flow"))));
        add(
                "Days",
                new FixtureBean()
                        .operation("list", values -> text(part("days")), int.class)
                        .operation("report", values -> report((String) values[0]), String.class));
        add("DeadLetters", new FakeDeadLetters(requests).bean());
        add("Requests", new FixtureBean().operation("answer", each -> requests.answer((String) each[0]), String.class));
        add("ItemStory", new FixtureBean().operation("story", values -> story((String) values[0]), String.class));
        add("UserMapping", userMapping());
        add("Collector", collector());
    }

    private static void add(String type, FixtureBean bean) throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(bean, new ObjectName("org.opencompliance.archiver", "type", type));
    }

    private FixtureBean userMapping() {
        return new FixtureBean()
                .attribute("Json", this::mapping)
                .operation("check", values -> check((String) values[0]), String.class)
                .operation("reload", values -> reload());
    }

    private FixtureBean collector() {
        return new FixtureBean()
                .operation("collectNow", values -> requests.leave("41 items collected and imported"))
                .operation("pause", values -> pause(USER))
                .operation("resume", values -> pause(null));
    }

    private synchronized String today() {
        JsonNode today = part("today");
        if (paused != null && today instanceof ObjectNode object) {
            object.putObject("state")
                    .put("name", "paused")
                    .put("text", "Paused by " + paused)
                    .put("by", paused)
                    .put("since", "2026-11-29T08:02:00Z")
                    .put("action", "Resume it in the console: Collector, resume");
        }
        return text(today);
    }

    private static String report(String day) {
        JsonNode report = part("reports").path(day);
        if (report.isMissingNode()) {
            throw new IllegalArgumentException("The ledger has no line of " + day);
        }
        return text(report);
    }

    private static String story(String id) {
        JsonNode story = part("items").path(id);
        return story.isMissingNode()
                ? "{\"items\":[],\"text\":\"The ledger has no item " + id + ". Check the id.\"}"
                : text(story);
    }

    private synchronized String mapping() {
        JsonNode mapping = part("mapping");
        if (version != null && mapping instanceof ObjectNode object) {
            object.put("version", version).put("rows", NEW_ROWS).remove("lastRefused");
        }
        return text(mapping);
    }

    /** Refuses every file with the word "wrong". */
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
            check.put("rows", NEW_ROWS)
                    .put("version", NEW_VERSION)
                    .put("wouldMap", 30)
                    .put("unmapped", 33);
            check.putObject("changes")
                    .put("added", 2)
                    .put("removed", 1)
                    .put("changed", 1)
                    .put("unchanged", 410);
        }
        return text(check);
    }

    private synchronized String reload() {
        version = NEW_VERSION;
        return "Accepted: " + NEW_ROWS + " rows, version " + version;
    }

    private synchronized String pause(String by) {
        paused = by;
        return by == null ? "Resumed" : "Paused";
    }
}
