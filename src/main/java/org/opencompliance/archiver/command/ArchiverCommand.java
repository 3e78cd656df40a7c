package org.opencompliance.archiver.command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.opencompliance.archiver.command.deadletter.DeadLettersCommand;
import org.opencompliance.archiver.command.execution.Configured;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
        name = "wechat-archiver",
        description = "Archives WeChat and WeCom items from TeleMessage into Microsoft 365 mailboxes.",
        mixinStandardHelpOptions = true,
        versionProvider = ArchiverCommand.Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            CollectCommand.class,
            ReportCommand.class,
            ItemCommands.ItemCommand.class,
            ItemCommands.ItemsCommand.class,
            VerifyCommand.class,
            DeadLettersCommand.class,
            MappingCommand.class,
            NoticesCommand.class
        })
public final class ArchiverCommand implements Runnable, Configured {

    private static final Path USUAL = Path.of("application.properties");

    private final Map<String, String> environment;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description =
                    "The properties of this installation; application.properties in the current folder if there is one.")
    private Path config;

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
    static int execute(String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new ArchiverCommand(environment));
        return execute(arguments, line.setOut(out).setErr(err));
    }

    private static int execute(String[] arguments, CommandLine line) {
        ((ArchiverCommand) line.getCommand()).commandLine = line;
        ExitCode.describe(line);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr()
                    .println(failure instanceof ConfigurationException ? failure.getMessage() : rootMessage(failure));
            return ExitCode.FAILED.code();
        });
        return line.execute(arguments.length == 0 ? new String[] {"run"} : arguments);
    }

    @Override
    public void run() {
        commandLine.usage(commandLine.getErr());
    }

    @Override
    public Configuration configuration() {
        return Configuration.load(settings(), environment);
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
