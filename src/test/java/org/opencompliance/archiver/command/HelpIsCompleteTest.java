package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of each command says what it does, what each option means, how it is called, and what its exit codes mean. */
class HelpIsCompleteTest {

    private static final int COLUMNS = 80;
    private static final String PROGRAM = "  archiver ";
    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

    @TestFactory
    Stream<DynamicTest> ofEachCommand() {
        return commands(ArchiverCommand.commandLine(Map.of())).stream()
                .map(command -> DynamicTest.dynamicTest(
                        command.getCommandSpec().qualifiedName(), () -> assertComplete(command)));
    }

    @Test
    void isThatOfAllCommands() {
        assertThat(commands(ArchiverCommand.commandLine(Map.of())))
                .extracting(command -> command.getCommandSpec().qualifiedName())
                .contains("archiver", "archiver items", "archiver dead-letters waiting", "archiver mapping check")
                .hasSizeGreaterThan(15);
    }

    @Test
    void isPrintedForTheOption() {
        CommandLineSetUp.Outcome outcome = CommandLineSetUp.bare("dead-letters", "list", "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Usage: archiver dead-letters list")
                .contains("Examples:", "Exit codes:");
    }

    private static void assertComplete(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        assertThat(usage.description()).as("description").isNotEmpty();
        assertThat(String.join(" ", usage.description())).endsWith(".");
        command.getCommandSpec().args().forEach(HelpIsCompleteTest::assertDescribed);
        String help = command.getUsageMessage();
        assertThat(help).contains("Exit codes:", "See also:");
        assertThat(help.lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(COLUMNS));
        assertExamples(command);
    }

    private static void assertDescribed(ArgSpec argument) {
        assertThat(argument.description())
                .as("description of " + argument.paramLabel())
                .isNotEmpty();
        String text = String.join(" ", argument.description());
        assertThat(text).as("a sentence").matches("(?s)[A-Z].*\\.");
    }

    private static void assertExamples(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        List<String> examples = command.getUsageMessage()
                .lines()
                .dropWhile(line -> !line.equals("Examples:"))
                .filter(line -> line.startsWith(PROGRAM))
                .toList();
        assertThat(examples).as("examples of " + name).isNotEmpty();
        for (String example : examples) {
            assertThat(example.strip()).startsWith(name);
            // a command line reads its arguments once
            ArchiverCommand.commandLine(Map.of()).parseArgs(arguments(example.substring(PROGRAM.length())));
        }
    }

    private static String[] arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toArray(String[]::new);
    }

    private static List<CommandLine> commands(CommandLine line) {
        List<CommandLine> all = new ArrayList<>(List.of(line));
        line.getSubcommands().values().stream().distinct().forEach(sub -> all.addAll(commands(sub)));
        return all;
    }
}
