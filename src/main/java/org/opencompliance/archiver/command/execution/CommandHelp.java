package org.opencompliance.archiver.command.execution;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The common parts of the help of all commands: layout, {@code --help}, and the exit codes. */
public final class CommandHelp {

    /** Columns of a terminal. */
    private static final int WIDTH = 80;

    private CommandHelp() {}

    /** Adds the parts to a command and to its subcommands. */
    public static void describe(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.mixinStandardHelpOptions(true);
            spec.versionProvider(spec.root().versionProvider());
        }
        UsageMessageSpec usage = spec.usageMessage();
        usage.width(WIDTH);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%nParameters:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.exitCodeList(exitCodes());
        line.getSubcommands().values().forEach(CommandHelp::describe);
    }

    private static Map<String, String> exitCodes() {
        return Arrays.stream(ExitCode.values())
                .collect(Collectors.toMap(
                        code -> Integer.toString(code.code()),
                        ExitCode::meaning,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }
}
