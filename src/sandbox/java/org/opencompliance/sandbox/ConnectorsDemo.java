package org.opencompliance.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.opencompliance.sandbox.day.Network;
import org.opencompliance.sandbox.day.SampleDay;

/** A demo with a day of traffic of several networks: one archiver with a connector for each, and a sandbox for each. */
final class ConnectorsDemo implements AutoCloseable {

    /** Exit codes of a complete collection: without, and with items that no mailbox can take. */
    private static final List<Integer> COMPLETE = List.of(0, 5);

    private static final int ITEMS = 120;

    private final PrintStream out = System.out;
    private final Map<Network, Sandbox> sandboxes = new LinkedHashMap<>();
    private final ArchiverProcess archiver;
    private final List<String> problems = new ArrayList<>();

    private ConnectorsDemo(ArchiverProcess archiver) {
        this.archiver = archiver;
    }

    /** Starts a sandbox for each network. */
    static ConnectorsDemo start(List<String> names, LocalDate date) throws IOException {
        Path folder = Path.of(System.getProperty("demo.folder", "target/demo")).toAbsolutePath();
        ArchiverProcess.empty(folder);
        ConnectorsDemo demo = new ConnectorsDemo(new ArchiverProcess(folder));
        for (String name : names) {
            Network network = Network.of(name.strip());
            boolean odd = network.equals(Network.WECHAT);
            SampleDay.Options options = SampleDay.on(date).network(network).seed(1 + demo.sandboxes.size());
            SampleDay day = (odd ? options : options.items(ITEMS).odd(false)).make();
            demo.sandboxes.put(network, Sandbox.start(day).network(network.name()));
        }
        return demo;
    }

    /** @return the exit code: 0 only if every item of every network is where it must be */
    int show(boolean once) throws Exception {
        archiver.configure(sandboxes.values().iterator().next(), settings());
        sandboxes.forEach((network, sandbox) -> out.println(network.name() + ": "
                + sandbox.day().items().size() + " items on " + sandbox.site().url() + ", mailboxes on "
                + sandbox.tenant().viewUrl()));
        try (AutoCloseable running = archiver.run()) {
            for (Map.Entry<Network, Sandbox> one : sandboxes.entrySet()) {
                archive(one.getKey(), one.getValue());
            }
            problems.forEach(problem -> out.println("  " + problem));
            out.println(
                    problems.isEmpty()
                            ? "Every item of every network ended where it must, once."
                            : "There are problems.");
            out.println("The storage area is " + archiver.area() + ", the log is " + archiver.log());
            if (!once) {
                out.println("The sandboxes and the archiver stay up until Ctrl-C.");
                new CountDownLatch(1).await();
            }
        }
        return problems.isEmpty() ? 0 : 1;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put(
                "archiver.connectors",
                String.join(",", sandboxes.keySet().stream().map(Network::name).toList()));
        sandboxes.forEach((network, sandbox) -> {
            String own = "connector." + network.name() + ".";
            settings.put(own + "telemessage.url", sandbox.site().url().toString());
            settings.put(own + "microsoft.service-url", sandbox.tenant().url().toString());
        });
        return settings;
    }

    private void archive(Network network, Sandbox sandbox) throws Exception {
        out.println("Archiving the day of " + network.label() + ":");
        SampleDay day = sandbox.day();
        int exitCode = archiver.command(
                out,
                "collect",
                "--connector",
                network.name(),
                "--from",
                day.from().toString(),
                "--to",
                day.to().toString());
        if (!COMPLETE.contains(exitCode)) {
            problems.add(network.name() + ": the collection ended with exit code " + exitCode);
        }
        sandbox.verdict(network.folder())
                .differences(archiver.deadLetters(network.name()))
                .forEach(difference -> problems.add(network.name() + ": " + difference));
    }

    @Override
    public void close() {
        sandboxes.values().forEach(Sandbox::close);
    }
}
