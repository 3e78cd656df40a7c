package org.opencompliance.archiver.command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.opencompliance.archiver.command.execution.CommandHelp;
import org.opencompliance.archiver.command.execution.Configured;
import org.opencompliance.archiver.command.execution.EachConnector;
import org.opencompliance.archiver.command.execution.Failures;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
        name = "archiver",
        description = {
            "Archives WeChat and WeCom items from TeleMessage into Microsoft 365 mailboxes. Without a command it runs"
                    + " until it is stopped.",
            "",
            "Answers go to standard output, progress and errors to standard error. With --json the answer is one JSON"
                    + " document."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver check",
            "  archiver run --config /etc/archiver/application.properties",
            "  archiver report --day 2026-11-20",
            "  archiver item 4711",
            "",
            "See also: archiver COMMAND --help; the pages commands.md, questions.md"
        },
        mixinStandardHelpOptions = true,
        versionProvider = ArchiverCommand.Version.class)
public final class ArchiverCommand implements Runnable, Configured {

    private static final Path USUAL = Path.of("application.properties");

    private final Map<String, String> environment;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description =
                    "The properties of this installation. Default: application.properties in the current folder, if it exists.")
    private Path config;

    @Option(
            names = "--connector",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "One of archiver.connectors. Default: a command that only reads takes each in turn.")
    private String connector;

    private CommandLine commandLine;

    private ArchiverCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs a command; @return the exit code. */
    public static int execute(String[] arguments, Map<String, String> environment) {
        return execute(arguments, environment, utf8(System.out), utf8(System.err));
    }

    /** Item ids have characters of any language, and the locale of a service is often POSIX. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs a command with other output streams. */
    public static int execute(String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        String[] given = arguments.length == 0 ? new String[] {"run"} : arguments;
        CommandLine line = commandLine(environment, given).setOut(out).setErr(err);
        return line.execute(given);
    }

    /** The commands that the arguments need, with their help and the handling of failures. Without arguments all commands. */
    static CommandLine commandLine(Map<String, String> environment, String... arguments) {
        ArchiverCommand command = new ArchiverCommand(environment);
        CommandLine line = new CommandLine(command);
        CommandNames.of(arguments).forEach(line::addSubcommand);
        command.commandLine = line;
        CommandHelp.describe(line);
        line.setExecutionStrategy(new EachConnector(command::process, command::choose, command::namesConnector));
        Failures.handle(line, ArchiverCommand::message);
        return line;
    }

    private static String message(Exception failure) {
        return failure instanceof ConfigurationException ? failure.getMessage() : rootMessage(failure);
    }

    @Override
    public void run() {
        commandLine.usage(commandLine.getErr());
    }

    @Override
    public Configuration configuration() {
        Configuration process = process();
        boolean only = process.connectors().isEmpty()
                && process.required("archiver.connector").equals(connector);
        return connector == null || only ? process : process.connector(connector);
    }

    /** The configuration of the process, with all connectors. */
    Configuration process() {
        return Configuration.load(settings(), environment);
    }

    /** Whether the command line names a connector. */
    boolean namesConnector() {
        return connector != null;
    }

    private void choose(String name) {
        connector = name;
    }

    /** The settings file, null when there is none. */
    Path settings() {
        return config == null && Files.exists(USUAL) ? USUAL : config;
    }

    /** A failure in one line, without the exceptions that Camel and the JVM wrap around it. */
    static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ConfigurationException)) {
            cause = cause.getCause();
        }
        boolean said = cause.getMessage() != null && !cause.getMessage().isBlank();
        return said ? cause.getMessage() : cause.getClass().getSimpleName();
    }

    /** The version of the program, from its jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"WeChat Archiver " + text()};
        }

        static String text() {
            String version = ArchiverCommand.class.getPackage().getImplementationVersion();
            return version == null ? "(development)" : version;
        }
    }
}
