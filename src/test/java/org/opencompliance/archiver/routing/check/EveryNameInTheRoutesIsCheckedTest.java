package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** Misspells each name in the shipped routes where it first occurs, one at a time: every one is found, on its line. */
class EveryNameInTheRoutesIsCheckedTest {

    @TempDir
    private static Path folder;

    private static ProgramContext local;
    private static ProgramContext azure;
    private static ProgramContext drop;
    private static ProgramContext mails;

    @BeforeAll
    static void makeContexts() throws Exception {
        local = new ProgramContext(Files.createDirectory(folder.resolve("local")), "local");
        azure = new ProgramContext(Files.createDirectory(folder.resolve("azure")), "azure");
        drop = new ProgramContext(Files.createDirectory(folder.resolve("drop")), "local", ProgramContext.DROP);
        mails = new ProgramContext(Files.createDirectory(folder.resolve("mails")), "local", ProgramContext.MAILS);
    }

    @AfterAll
    static void closeContexts() throws Exception {
        local.close();
        azure.close();
        drop.close();
        mails.close();
    }

    /** What is misspelt: the group {@code name} of each match. */
    static Stream<Arguments> names() {
        return Stream.of(
                arguments(
                        "private routes",
                        "- (?:to|wireTap):\\n(?: +(?:id|description): .*\\n){0,2} +uri: direct:(?<name>[\\w-]+)"),
                arguments("configurations", "routeConfigurationId: (?<name>[\\w-]+)"),
                arguments("variables", "\\$\\{variable\\.(?<name>\\w+)"),
                arguments("properties of variables", "\\$\\{variable\\.\\w+\\.(?<name>\\w+)"),
                arguments("beans", "(?:\\bref: |Ref: |\\$\\{bean:|\"#(?:bean:)?)(?<name>\\w+)"),
                arguments("methods", "(?:\\bmethod: \"?|method=)(?<name>\\w+)"),
                arguments("settings", "\\{\\{(?<name>[\\w.-]+)"),
                arguments("thread pools", "executorService: (?<name>\\w+)"),
                arguments(
                        "options",
                        "\\n {14,}(?<name>connectTimeout|operation|concurrentConsumers|period|cron|accountName)(?=: )"),
                arguments("steps", "- (?<name>bean|to|split|filter|choice|setBody|setVariable|log):"),
                arguments("keys", "\\b(?<name>uri|steps|expression|simple|when|otherwise|from|parameters)(?=:)"),
                arguments("exceptions", "- (?:java|org)\\.[a-zA-Z.]*\\.(?<name>\\w+Exception)\\b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void asOneThatIsMisspelt(String kind, String expression) throws Exception {
        List<RouteFile> files = RouteFolder.read(Path.of("routes")).files();
        List<String> missed = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RouteFile file : files) {
            Matcher name = Pattern.compile(expression).matcher(file.text());
            while (name.find()) {
                if (seen.add(name.group()) && !isFound(files, file, name.end("name"))) {
                    missed.add(file + ":" + line(file.text(), name.end("name")) + " " + name.group("name"));
                }
            }
        }
        assertThat(seen).isNotEmpty();
        assertThat(missed)
                .as("%s that are not checked, of %s", kind, seen.size())
                .isEmpty();
    }

    private static boolean isFound(List<RouteFile> files, RouteFile file, int end) {
        RouteFile edited = RouteFile.parse(
                file.name(), file.text().substring(0, end) + "x" + file.text().substring(end));
        List<RouteFile> all =
                files.stream().map(each -> each == file ? edited : each).toList();
        int line = line(file.text(), end);
        return Stream.of(local, azure, drop, mails)
                .anyMatch(program -> program.errors(new RouteFolder(all, List.of()), edited).stream()
                        .anyMatch(finding -> finding.line() == line));
    }

    private static int line(String text, int end) {
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
    }
}
