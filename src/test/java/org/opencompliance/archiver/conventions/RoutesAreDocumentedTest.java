package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.routing.check.ProgramContext;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/**
 * The reference of the routes is as the routes and the code are. The sentences of variables, headers and prefixes are written
 * there, and the test keeps them; those of beans and objects are the first sentences of their Javadoc.
 */
class RoutesAreDocumentedTest {

    private static final Path PAGE = Path.of("src/main/docs/route-reference.md");
    private static final String WRITE = "routes.write";
    private static final String VARIABLES = "<!-- variables -->\n";
    private static final String BEANS = "<!-- beans -->\n";
    private static final String OBJECTS = "<!-- objects -->\n";
    private static final String HEADERS = "<!-- headers -->\n";
    private static final String PREFIXES = "<!-- prefixes -->\n";
    private static final String END = "<!-- end -->";

    @TempDir
    private static Path folder;

    private static ProgramContext local;
    private static ProgramContext azure;

    @BeforeAll
    static void makeContexts() throws IOException {
        local = new ProgramContext(Files.createDirectory(folder.resolve("local")), "local");
        azure = new ProgramContext(Files.createDirectory(folder.resolve("azure")), "azure");
    }

    @AfterAll
    static void closeContexts() throws IOException {
        local.close();
        azure.close();
    }

    @Test
    void thePageHasEveryVariableMethodHeaderAndPrefix() throws IOException {
        String page = Files.readString(PAGE);
        String current = current(page);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, current);
            page = current;
        }

        assertThat(page)
                .as(
                        "%s must be as the routes are; write it anew: ./mvnw test -Dtest=%s -D%s=true",
                        PAGE, getClass().getSimpleName(), WRITE)
                .isEqualTo(current);
        for (String table : List.of(VARIABLES, HEADERS, PREFIXES)) {
            assertThat(RouteReference.holds(section(page, table)))
                    .as("say in %s what each one holds, in one sentence", PAGE)
                    .isNotEmpty()
                    .allSatisfy(
                            (name, sentence) -> assertThat(sentence).as(name).isNotEmpty());
        }
    }

    @Test
    void everyMethodHasADescription() throws IOException {
        RouteReference reference = new RouteReference(RouteFiles.folder(), RoutesAreDocumentedTest::type);

        reference.methods().forEach((bean, methods) -> assertThat(methods)
                .allSatisfy((call, method) -> assertThat(FirstSentence.of(method))
                        .as("write Javadoc for %s.%s", bean, call)
                        .isNotEmpty()));
        assertThat(reference.objects()).doesNotContain("|  |");
    }

    private static String current(String page) throws IOException {
        RouteReference reference = new RouteReference(RouteFiles.folder(), RoutesAreDocumentedTest::type);
        String current = with(page, VARIABLES, reference.variables(RouteReference.holds(section(page, VARIABLES))));
        current = with(current, BEANS, reference.beans().strip() + "\n");
        current = with(current, OBJECTS, reference.objects());
        HeaderUse headers = HeaderUse.of(RouteFiles.folder());
        current = with(current, HEADERS, reference.headers(headers, RouteReference.holds(section(page, HEADERS))));
        return with(current, PREFIXES, prefixes(RouteReference.holds(section(page, PREFIXES))));
    }

    /** How many properties begin with each prefix. */
    private static String prefixes(Map<String, String> holds) throws IOException {
        Map<String, Long> prefixes = Files.readAllLines(Path.of("src/main/resources/application.properties")).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('.') + 1))
                .collect(Collectors.groupingBy(prefix -> prefix, TreeMap::new, Collectors.counting()));
        return "| prefix | for | properties |\n|---|---|---|\n"
                + prefixes.entrySet().stream()
                        .map(each -> "| `" + each.getKey() + "` | " + holds.getOrDefault(each.getKey(), "") + " | "
                                + each.getValue() + " |\n")
                        .collect(Collectors.joining());
    }

    @Test
    void aVariableKeepsItsSentenceAndHasTheRoutesThatSetIt() {
        String route =
                """
                - route:
                    id: one
                    from:
                      uri: seda:one
                      variableReceive: letter
                      steps:
                        - setVariable:
                            name: answer
                            constant: "42"
                        - bean:
                            ref: text
                            method: "concat(${body})"
                """;
        RouteFolder one = new RouteFolder(List.of(RouteFile.parse("one", route)), List.of());
        RouteReference reference = new RouteReference(one, name -> Optional.of(String.class));

        assertThat(reference.variables(RouteReference.holds("| `answer` | The answer | `other` |")))
                .endsWith("| `answer` | The answer | `one` |\n| `letter` |  | `one` |\n");
        assertThat(reference.beans()).contains("| `concat(String ").contains(")` | `String` |");
    }

    private static Optional<Class<?>> type(String bean) {
        Object found = local.camel().getRegistry().lookupByName(bean);
        Object other = found == null ? azure.camel().getRegistry().lookupByName(bean) : found;
        return Optional.ofNullable(other).map(Object::getClass);
    }

    private static String section(String page, String begin) {
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf(END, from));
    }

    private static String with(String page, String begin, String table) {
        return page.replace(begin + section(page, begin), begin + "\n" + table + "\n");
    }
}
