package org.opencompliance.archiver.command.execution;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script by which a shell completes commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a script by which bash or zsh completes the commands and options of archiver.",
            "In bash: source <(archiver completion). In zsh, run autoload -U +X bashcompinit && bashcompinit before."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  archiver completion", "", "See also: archiver --help"})
public final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        spec.commandLine().getOut().println(AutoComplete.bash(root.name(), root.commandLine()));
        return ExitCode.OK.code();
    }
}
