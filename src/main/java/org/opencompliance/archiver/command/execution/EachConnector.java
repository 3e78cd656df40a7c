package org.opencompliance.archiver.command.execution;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Executes a command that only reads for each connector of an installation in turn. A command that changes something, or that prints
 * one JSON document, must name its connector.
 */
public final class EachConnector implements IExecutionStrategy {

    /** They have no connector, or take all by themselves. */
    private static final Set<String> OF_THE_PROCESS = Set.of("archiver", "run", "help", "completion");

    private static final Set<String> READING = Set.of(
            "check", "status", "item", "items", "events", "report", "verify", "dead-letters list", "dead-letters show");

    private final Supplier<Configuration> process;
    private final Consumer<String> choose;
    private final BooleanSupplier named;

    /**
     * @param process reads the configuration of the process
     * @param choose takes the connector for the next execution
     * @param named whether the command line names a connector
     */
    public EachConnector(Supplier<Configuration> process, Consumer<String> choose, BooleanSupplier named) {
        this.process = process;
        this.choose = choose;
        this.named = named;
    }

    @Override
    public int execute(ParseResult parsed) {
        String command = name(parsed);
        if (OF_THE_PROCESS.contains(command) || named.getAsBoolean() || isHelp(parsed)) {
            return new RunLast().execute(parsed);
        }
        List<String> connectors = connectors(parsed);
        if (connectors.isEmpty()) {
            return new RunLast().execute(parsed);
        }
        if (connectors.size() > 1 && (!READING.contains(command) || last(parsed).hasMatchedOption("--json"))) {
            throw new ParameterException(
                    last(parsed).commandSpec().commandLine(),
                    "Name one of the connectors " + String.join(", ", connectors) + " with --connector");
        }
        return executeEach(connectors, parsed);
    }

    private List<String> connectors(ParseResult parsed) {
        try {
            return process.get().connectors();
        } catch (ConfigurationException e) {
            throw new ExecutionException(last(parsed).commandSpec().commandLine(), e.getMessage(), e);
        }
    }

    /** An item is found if one of the connectors has it. */
    private int executeEach(List<String> connectors, ParseResult parsed) {
        PrintWriter out = last(parsed).commandSpec().commandLine().getOut();
        int code = ExitCode.OK.code();
        for (String connector : connectors) {
            if (connectors.size() > 1) {
                out.println("Connector " + connector);
            }
            choose.accept(connector);
            int next = execution(parsed);
            boolean first = connector.equals(connectors.get(0));
            code = !first && name(parsed).equals("item") ? Math.min(code, next) : worse(code, next);
            if (connectors.size() > 1) {
                out.println();
            }
        }
        return code;
    }

    /** A failure of one connector does not keep the command from the others. */
    private static int execution(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (ExecutionException e) {
            return handled(e, parsed);
        }
    }

    private static int handled(ExecutionException failure, ParseResult parsed) {
        try {
            CommandLine line = failure.getCommandLine();
            Exception cause = failure.getCause() instanceof Exception known ? known : failure;
            return line.getExecutionExceptionHandler().handleExecutionException(cause, line, parsed);
        } catch (Exception e) { // boundary of picocli: a handler may throw what it was given
            throw new ExecutionException(failure.getCommandLine(), "The command failed", e);
        }
    }

    /** A failure before the others, which say what there is. */
    private static int worse(int one, int other) {
        int failed = ExitCode.FAILED.code();
        return one == failed || other == failed ? failed : Math.max(one, other);
    }

    private static boolean isHelp(ParseResult parsed) {
        ParseResult last = last(parsed);
        return last.isUsageHelpRequested() || last.isVersionHelpRequested();
    }

    private static ParseResult last(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }

    /** The command and its subcommand. */
    private static String name(ParseResult parsed) {
        if (!parsed.hasSubcommand()) {
            return parsed.commandSpec().name();
        }
        StringBuilder name = new StringBuilder();
        ParseResult next = parsed;
        while (next.hasSubcommand()) {
            next = next.subcommand();
            name.append(name.isEmpty() ? "" : " ").append(next.commandSpec().name());
        }
        return name.toString();
    }
}
