package org.opencompliance.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opencompliance.sandbox.console.DemoConsole;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;

/**
 * A demo with one day of traffic: starts a sandbox and the archiver as a separate process, archives the day twice and
 * verifies the final state of each item.
 */
public final class Demo {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "WeChat Archiver";
    /** Exit code of a complete collection with parked items: the day has items that no mailbox can take. */
    private static final int PARKED = 5;

    private final Path folder =
            Path.of(System.getProperty("demo.folder", "target/demo")).toAbsolutePath();
    private final PrintStream out = System.out;
    private final List<String> problems = new ArrayList<>();
    private final Sandbox sandbox;
    private final ArchiverProcess archiver;
    private final DemoConsole console;
    private final boolean once;

    private Demo(Sandbox sandbox, boolean once) throws IOException {
        this.sandbox = sandbox;
        this.once = once;
        ArchiverProcess.empty(folder);
        this.archiver = new ArchiverProcess(folder);
        this.console = DemoConsole.in(folder.resolve("console"));
    }

    /** Exits with code 0 only if all results are correct. */
    public static void main(String[] arguments) throws Exception {
        boolean once = !"false".equals(System.getProperty("demo.once", "false"));
        // Maven, which does not end its child processes when it is ended itself
        ChildProcess.endWith(ProcessHandle.current().parent());
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        String connectors = System.getProperty("demo.connectors", "");
        if (!connectors.isBlank()) {
            try (ConnectorsDemo demo = ConnectorsDemo.start(List.of(connectors.split(",")), yesterday)) {
                System.exit(demo.show(once));
            }
        }
        SampleDay day = SampleDay.on(yesterday).make();
        int exitCode;
        try (Sandbox sandbox = Sandbox.start(day)) {
            exitCode = new Demo(sandbox, once).show();
        }
        System.exit(exitCode);
    }

    private int show() throws Exception {
        archiver.configure(sandbox, Map.of());
        out.println("Sandbox: " + sandbox.day().items().size() + " items of "
                + sandbox.day().day() + " on "
                + sandbox.site().url() + ", " + sandbox.day().users().size() + " users on "
                + sandbox.tenant().url());
        if (!once) {
            archiver.endingWithParent(console.jvmOptions());
        }
        try (AutoCloseable running = archiver.run()) {
            firstTime();
            secondTime();
            verdict();
            lookAround();
            if (!once) {
                showConsole();
                stay();
            }
        }
        return problems.isEmpty() ? 0 : 1;
    }

    private void firstTime() throws Exception {
        out.println("Archiving the day:");
        Thread progress = new Thread(this::progress, "progress");
        progress.setDaemon(true);
        progress.start();
        int exitCode = collect(out);
        progress.interrupt();
        progress.join();
        require(exitCode == PARKED, "The collection ended with exit code " + exitCode);
        requireReport("imports", "pending", 0);
    }

    private void secondTime() throws Exception {
        Map<String, String> before = messages();
        long fetched = sandbox.site().fetches();
        out.println("Archiving the same day again:");
        require(collect(out) == PARKED, "The second collection failed");
        require(messages().equals(before), "The second collection changed a mailbox");
        require(sandbox.site().fetches() == fetched, "The second collection fetched an item again");
        requireReport("source", "staged", 0);
    }

    private int collect(PrintStream to) throws Exception {
        SampleDay day = sandbox.day();
        return archiver.command(
                to, "collect", "--from", day.from().toString(), "--to", day.to().toString());
    }

    private void progress() {
        long total = sandbox.day().totals().imported() + sandbox.day().totals().partiallyImported();
        try {
            while (true) {
                out.println("  " + messages().size() + " of " + total + " messages are in mailboxes");
                new CountDownLatch(1).await(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void verdict() throws IOException {
        List<String> differences = sandbox.verdict(FOLDER).differences(archiver.deadLetters());
        problems.addAll(differences);
        out.println(
                problems.isEmpty()
                        ? "Every item ended where it must, once."
                        : problems.size() + " problems:" + System.lineSeparator() + "  "
                                + String.join(System.lineSeparator() + "  ", problems));
    }

    private void lookAround() {
        out.println("Where to look:");
        out.println("  mailboxes          " + sandbox.tenant().viewUrl());
        out.println("  staged originals   " + archiver.area().resolve("staged"));
        out.println("  dead letters       " + archiver.area().resolve("dead-letters"));
        out.println("  reports            " + archiver.area().resolve("reports"));
        out.println("  ledger             " + archiver.area().resolve("ledger"));
        out.println("  log                " + archiver.log());
    }

    private void showConsole() throws Exception {
        out.println("  console            " + console.serve(archiver.log()).url());
        out.println("    user name        " + DemoConsole.USER);
        out.println("    password         " + console.password());
    }

    private void stay() throws InterruptedException {
        out.println("The sandbox and the archiver stay up until Ctrl-C.");
        new CountDownLatch(1).await();
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }

    private void requireReport(String part, String counter, long expected) throws IOException {
        JsonNode report = archiver.lastReport();
        require("HOLDS".equals(report.at("/controlTotal/verdict").asText()), "The control total does not hold");
        require("HOLDS".equals(report.at("/fanOut/verdict").asText()), "The deliveries do not add up");
        long found = report.path(part).path(counter).asLong(-1);
        require(found == expected, "The report says " + counter + " " + found + ", not " + expected);
    }

    /** All messages by immutable id. */
    private Map<String, String> messages() {
        Map<String, String> messages = new TreeMap<>();
        for (TenantUser user : sandbox.tenant().mailboxes()) {
            for (MessageRecord message : sandbox.tenant().messages(user.id())) {
                messages.put(user.id() + " " + message.id(), message.internetMessageId());
            }
        }
        return messages;
    }

    /** Reads a stored JSON file. */
    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    /** The files of a folder and its subfolders, in the order of their names. */
    static List<Path> files(Path top, String ending) throws IOException {
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("/."))
                    .sorted()
                    .toList();
        }
    }
}
