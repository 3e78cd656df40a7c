package org.opencompliance.archiver.command.execution;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.storage.JsonObjects;

/** The JSON documents of the commands. {@code commands.md} has the fields of each. */
public final class JsonOutput {

    /** The option of all commands with JSON output. */
    public static final String OPTION = "--json";

    private JsonOutput() {}

    /** A command that failed. */
    private record Failure(String error, int exitCode) {}

    /** The result of a request. */
    private record Answer(String outcome, String run, String text, int exitCode) {}

    /** Whether the command line has the option. */
    public static boolean isAsked(List<String> arguments) {
        return arguments.contains(OPTION);
    }

    /** Prints one document; fields without a value are absent. */
    public static void print(PrintWriter out, Object document) {
        out.println(JsonObjects.text(document));
        out.flush();
    }

    /** Prints the error of a command. */
    public static void printFailure(PrintWriter out, String error, ExitCode code) {
        print(out, new Failure(error, code.code()));
    }

    /** Prints the answer to a request. */
    public static void print(PrintWriter out, RequestAnswer answer) {
        String outcome = answer.outcome().name().toLowerCase(Locale.ROOT);
        print(
                out,
                new Answer(
                        outcome,
                        answer.run(),
                        answer.text(),
                        ExitCode.of(answer).code()));
    }
}
