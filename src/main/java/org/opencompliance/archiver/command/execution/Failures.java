package org.opencompliance.archiver.command.execution;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;

/** Prints the failure of a command on standard error, and with {@code --json} also as JSON on standard output. */
public final class Failures {

    private Failures() {}

    /** @param message gives the text of a failed execution */
    public static void handle(CommandLine line, Function<Exception, String> message) {
        IParameterExceptionHandler usage = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler((wrong, arguments) -> {
            if (!JsonOutput.isAsked(List.of(arguments))) {
                return usage.handleParseException(wrong, arguments);
            }
            return print(wrong.getCommandLine(), wrong.getMessage(), ExitCode.USAGE, true);
        });
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            boolean json = JsonOutput.isAsked(parsed.originalArgs());
            return print(failed, message.apply(failure), ExitCode.FAILED, json);
        });
    }

    private static int print(CommandLine failed, String message, ExitCode code, boolean json) {
        failed.getErr().println(message);
        if (json) {
            JsonOutput.printFailure(failed.getOut(), message, code);
        }
        return code.code();
    }
}
