package org.opencompliance.archiver.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opencompliance.archiver.command.deadletter.DeadLettersCommand;
import org.opencompliance.archiver.command.execution.CompletionCommand;
import org.opencompliance.archiver.command.lookup.EventsCommand;
import org.opencompliance.archiver.command.lookup.ExportCommand;
import org.opencompliance.archiver.command.lookup.ItemCommand;
import org.opencompliance.archiver.command.lookup.ItemsCommand;

/** The commands by their names. A start reads only the command that is given, because the options of all take longer than most. */
final class CommandNames {

    private CommandNames() {}

    /** The command that the first argument names; all, in the order of the help, if it names none or needs the others. */
    static Map<String, Class<?>> of(String... arguments) {
        Map<String, Class<?>> all = all();
        String first = arguments.length == 0 ? "" : arguments[0];
        Class<?> named = all.get(first);
        return named == null || named == CompletionCommand.class ? all : Map.of(first, named);
    }

    private static Map<String, Class<?>> all() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("check", CheckCommand.class);
        commands.put("collect", CollectCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("item", ItemCommand.class);
        commands.put("items", ItemsCommand.class);
        commands.put("events", EventsCommand.class);
        commands.put("export", ExportCommand.class);
        commands.put("silence", SilenceCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("dead-letters", DeadLettersCommand.class);
        commands.put("mapping", MappingCommand.class);
        commands.put("notices", NoticesCommand.class);
        commands.put("try", TryCommand.class);
        commands.put("completion", CompletionCommand.class);
        return commands;
    }
}
