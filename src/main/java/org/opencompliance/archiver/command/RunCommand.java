package org.opencompliance.archiver.command;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.configuration.FileAccess;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.start.connectors.ConnectorProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs until it is stopped. */
@Command(
        name = "run",
        description = {
            "Collects and imports by the schedule until it is stopped: all connectors of archiver.connectors, or that of"
                    + " --connector. The default command.",
            "Ctrl-C or SIGTERM ends it; the next start continues."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver run",
            "  archiver run --config /etc/archiver/application.properties",
            "",
            "See also: archiver check; the page operate.md"
        })
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @ParentCommand
    private ArchiverCommand parent;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = parent.configuration();
        // a stopped archive is worse than one that other accounts can read
        accessProblems(configuration).forEach(LOG::error);
        if (configuration.connectors().isEmpty() || parent.namesConnector()) {
            runOne(configuration);
        } else {
            runAll();
        }
        return ExitCode.OK.code();
    }

    private Set<String> accessProblems(Configuration configuration) {
        Set<String> problems = new LinkedHashSet<>(new FileAccess(configuration, parent.settings()).problems());
        if (!parent.namesConnector()) {
            for (String connector : configuration.connectors()) {
                try {
                    Configuration own = configuration.connector(connector);
                    problems.addAll(new FileAccess(own, parent.settings()).problems());
                } catch (ConfigurationException e) {
                    LOG.debug("The start of the connector {} says what is wrong", connector, e);
                }
            }
        }
        return problems;
    }

    private void runAll() throws Exception {
        ConnectorProcess process = ConnectorProcess.start(parent::process);
        CountDownLatch stopped = closedAtTheEnd(process::close);
        LOG.info(
                "Running; {} of the connectors {}, {}",
                process.running(),
                String.join(", ", process.names()),
                process.observed().map(at -> "health and metrics on " + at).orElse("no management port"));
        stopped.await();
    }

    private static void runOne(Configuration configuration) throws Exception {
        Archiver archiver = Archiver.start(configuration, Archiver.Mode.SCHEDULED);
        CountDownLatch stopped = closedAtTheEnd(archiver::close);
        String next = archiver.bean("windows", Windows.class)
                .nextFiring()
                .map(Instant::toString)
                .orElse("no time any more");
        String observed = archiver.observed()
                .map(at -> "health and metrics on " + at + ", ")
                .orElse("");
        LOG.info("Running; {}the schedule fires next at {}", observed, next);
        stopped.await();
    }

    private static CountDownLatch closedAtTheEnd(Runnable close) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close.run();
                            stopped.countDown();
                        },
                        "stop"));
        return stopped;
    }
}
