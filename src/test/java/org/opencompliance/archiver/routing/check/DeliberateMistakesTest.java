package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** Edits of the shipped routes that Camel accepts silently, or refuses without a file or a line. */
class DeliberateMistakesTest {

    private static final String STEP = "- to:\\n(?: +(?:id|description): .*\\n)+ +uri: ";

    @TempDir
    private static Path folder;

    private static ProgramContext program;

    @TempDir
    private Path routes;

    @BeforeAll
    static void makeContext() throws Exception {
        program = new ProgramContext(folder, "local");
    }

    @AfterAll
    static void closeContext() throws Exception {
        program.close();
    }

    @BeforeEach
    void copyRoutes() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    /** The mistake, the text of a shipped file with a group {@code it}, what is written for the group, and the correction. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("wrong indentation", "\\n(?<it>    )from:", "   ", "Correct it"),
                arguments("wrong indentation of a step", "\\n(?<it> +)- bean:", "         ", "Correct it"),
                arguments("tab", "\\n(?<it>    )id: ", "\t", "Correct it"),
                arguments("unknown key", "\\n +(?<it>description): ", "descripton", "Write description"),
                arguments("unknown step", "- (?<it>filter):", "fliter", "Write filter"),
                arguments(
                        "misspelt placeholder",
                        "(?<it>\\{\\{archiver\\.page-size}})",
                        "{{archiver.page-siz}}",
                        "page-size"),
                arguments("unknown method", "method: \"(?<it>begin)\\(", "beginn", "Write begin"),
                arguments("unknown bean", "ref: (?<it>itemImport)", "itemImprt", "Write itemImport"),
                arguments("unknown function", "\\$\\{(?<it>variable)\\.", "varable", "Write variable"),
                arguments(
                        "unknown component",
                        "uri: (?<it>microsoft-exchange)",
                        "microsoft-exchnge",
                        "Correct the address"),
                arguments(
                        "unknown option of the component",
                        "(?<it>operation): importMessage",
                        "operaton",
                        "Write operation"),
                arguments(
                        "misspelt direct:",
                        STEP + "(?<it>direct:open-original)",
                        "direct:open-orignal",
                        "Write direct:open-original"),
                arguments(
                        "misspelt configuration",
                        "routeConfigurationId: (?<it>import-errors)",
                        "import-errrs",
                        "Write import-errors"),
                arguments(
                        "missing configuration", "(?<it>routeConfigurationId: background-errors)", "group: x", "Give "),
                arguments("misspelt variable", "\\$\\{variable\\.(?<it>filtered)\\.", "filterd", "Write filtered"),
                arguments("misspelt property", "\\$\\{variable\\.filtered\\.(?<it>\\w+)}", "tooLarg", "filtered"),
                arguments(
                        "unknown option of http",
                        "(?<it>responseTimeout): ",
                        "responseTimeot",
                        "Write responseTimeout"),
                arguments("misspelt reason", "expression: (?<it>unmapped)\\n", "unmaped", "Write unmapped"),
                arguments("reason of another form", "expression: (?<it>unmapped)\\n", "EXCLUDED", "lower-case-words"),
                arguments("reserved reason", "expression: (?<it>system)\\n", "decided", "lower-case-words"),
                arguments(
                        "reason that no step can give", "== '(?<it>id-conflict)'", "id-conflct", "Write id-conflict"));
    }

    /** Mistakes with which an item would have no end. */
    static Stream<Arguments> endless() {
        return Stream.of(
                arguments(
                        "missing configuration of a private route",
                        "\\n(?<it>    routeConfigurationId: import-errors\\n)",
                        "",
                        "Write routeConfigurationId: import-errors"),
                arguments(
                        "misspelt variable of a setVariable",
                        "id: plan-message-size-reason\\n +name: (?<it>reason)\\n",
                        "reson",
                        "Write reason"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"mistakes", "endless"})
    void areFoundWithTheirLine(String mistake, String expression, String written, String correction) throws Exception {
        Edit edit = edit(expression, written);

        assertThat(findings())
                .filteredOn(finding -> finding.file().equals(edit.file()))
                .anySatisfy(finding -> {
                    assertThat(finding.isError()).isTrue();
                    // broken YAML is noticed behind the mistake, and what a route lacks is said of the route
                    assertThat(finding.line()).isBetween(edit.line() - 3, edit.line() + 5);
                    assertThat(finding.toString()).contains(correction);
                });
    }

    @Test
    void areNotReasonsOfOnesOwn() throws Exception {
        edit("expression: (?<it>unmapped)\\n", "excluded");
        edit("expression: (?<it>system)\\n", "calls-not-imported");

        assertThat(texts()).isEmpty();
    }

    @Test
    void areFoundInAnEmptyFile() throws Exception {
        Files.writeString(routes.resolve("report.camel.yaml"), "");

        assertThat(texts()).containsExactly("report.camel.yaml:1: The file is empty. Correct it, or remove the file.");
    }

    @Test
    void areFoundInAFileThatIsThereTwice() throws Exception {
        Files.copy(routes.resolve("telemessage.camel.yaml"), routes.resolve("telemessage-old.camel.yaml"));

        assertThat(texts())
                .anyMatch(text -> text.contains("The id list-items is also that of telemessage-old.camel.yaml:"))
                .anyMatch(text -> text.contains("both begin at direct:list-items"));
    }

    @Test
    void areFoundWhenAFileIsMissing() throws Exception {
        Files.delete(routes.resolve("telemessage.camel.yaml"));

        assertThat(texts())
                .anyMatch(text -> text.contains("No enabled route begins at direct:list-items"))
                .noneMatch(text -> text.contains("Write direct:park-item"));
    }

    @Test
    void areFoundWhenAFileOfATimerIsMissing() throws Exception {
        Files.delete(routes.resolve("sweep-items.camel.yaml"));
        Files.delete(routes.resolve("error-handling.camel.yaml"));

        assertThat(texts())
                .anyMatch(text -> text.startsWith("sweep-items.camel.yaml:1: There is no enabled route sweep-items"))
                .anyMatch(text -> text.contains("There is no routeConfiguration without an id"));
    }

    @Test
    void areFoundInTheNameOfAFile() throws Exception {
        Files.writeString(routes.resolve("extra.yaml"), "");
        Files.writeString(routes.resolve("notes.txt"), "");
        Files.writeString(routes.resolve(".hidden"), "");

        assertThat(findings())
                .filteredOn(finding -> finding.problem().contains("not loaded"))
                .extracting(Finding::file, Finding::isError)
                .containsExactly(tuple("extra.yaml", true), tuple("notes.txt", false));
    }

    @Test
    void areNeitherInAQuietFolderNorInOneWithASecondSink() throws Exception {
        Files.writeString(
                routes.resolve("copy-item.camel.yaml"),
                """
                # A copy of each item
                - route:
                    id: send-copy
                    routeConfigurationId: background-errors
                    from:
                      uri: timer:send-copy?period=3600000
                      steps:
                        - wireTap:
                            uri: seda:copies
                        - to: log:copied
                - route:
                    id: copy-item
                    description: Copies
                    routeConfigurationId: background-errors
                    from:
                      id: copy-item-from
                      uri: seda
                      variableReceive: copied
                      parameters:
                        name: copies
                      steps:
                        - to:
                            id: copy-item-write
                            uri: file
                            parameters:
                              directoryName: "{{archiver.storage-directory}}/copies"
                              fileName: "${variable.copied}-${date:now:yyyyMMdd}.eml"
                              fileExist: Override
                        - toD:
                            id: copy-item-other
                            uri: "https://${header.host}/items?page=${variable.copied}"
                """);
        assertThat(findings()).filteredOn(Finding::isError).isEmpty();
    }

    private record Edit(String file, int line) {}

    /** Edits the first place in the folder, by the names of the files. */
    private Edit edit(String expression, String written) throws Exception {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(routes)) {
            all.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().forEach(files::add);
        }
        for (Path file : files) {
            String text = Files.readString(file);
            Matcher place = Pattern.compile(expression).matcher(text);
            if (place.find()) {
                Files.writeString(
                        file, text.substring(0, place.start("it")) + written + text.substring(place.end("it")));
                int line = (int) text.substring(0, place.start("it"))
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;
                return new Edit(file.getFileName().toString(), line);
            }
        }
        throw new AssertionError("No shipped file has " + expression);
    }

    private List<Finding> findings() throws Exception {
        return program.findings(RouteFolder.read(routes));
    }

    private List<String> texts() throws Exception {
        return findings().stream()
                .filter(Finding::isError)
                .map(Finding::toString)
                .toList();
    }
}
