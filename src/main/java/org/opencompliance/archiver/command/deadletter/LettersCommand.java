package org.opencompliance.archiver.command.deadletter;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.JsonOutput;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.SourceFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command on dead letters, also next to a running archiver. */
abstract class LettersCommand implements Callable<Integer> {

    @ParentCommand
    private DeadLettersCommand parent;

    @Spec
    private CommandSpec spec;

    final Configuration configuration() {
        return parent.configuration();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final ObjectStore attach() throws IOException {
        return StorageArea.attach(configuration());
    }

    final DeadLetters letters(ObjectStore store) {
        return new DeadLetters(store, null, configuration().required("archiver.connector"));
    }

    /** The dead letters with the files from which their items came. */
    final List<SourcedLetter> sourced(ObjectStore store, List<DeadLetter> letters) throws IOException {
        return SourcedLetter.of(letters, new SourceFiles(store, configuration().required("archiver.connector")));
    }

    /** Prints a list as JSON, under a name. */
    final void json(String name, Object list) {
        JsonOutput.print(out(), Map.of(name, list));
    }

    /** Executes a request and prints its answer. */
    final Integer ask(Request request, boolean json) throws Exception {
        RequestAnswer answer =
                new CommandRunner(configuration(), spec.commandLine().getErr()).carryOut(request);
        if (json) {
            JsonOutput.print(out(), answer);
        } else {
            out().println(answer.text());
        }
        return ExitCode.of(answer).code();
    }

    final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
