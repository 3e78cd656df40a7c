package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.routing.check.ProgramContext;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/**
 * The tables of routes/README.md are as the routes and the code are. The sentences of the variables are written there; the test
 * keeps them.
 */
class RoutesAreDocumentedTest {

    private static final Path PAGE = RouteFiles.FOLDER.resolve("README.md");
    private static final String WRITE = "routes.write";
    private static final String VARIABLES = "<!-- variables -->\n";
    private static final String BEANS = "<!-- beans -->\n";
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
    void thePageHasEveryVariableAndEveryMethod() throws IOException {
        String page = Files.readString(PAGE);
        RouteReference reference = new RouteReference(RouteFiles.folder(), RoutesAreDocumentedTest::type);
        Map<String, String> holds = RouteReference.holds(section(page, VARIABLES));
        String current = with(with(page, VARIABLES, reference.variables(holds)), BEANS, reference.beans());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, current);
            page = current;
        }

        assertThat(page)
                .as(
                        "%s must be as the routes are; write it anew: ./mvnw test -Dtest=%s -D%s=true",
                        PAGE, getClass().getSimpleName(), WRITE)
                .isEqualTo(current);
        assertThat(RouteReference.holds(section(page, VARIABLES)))
                .as("say in %s what each variable holds, in one sentence", PAGE)
                .allSatisfy((name, sentence) -> assertThat(sentence).as(name).isNotEmpty());
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
        assertThat(reference.beans()).endsWith("| `text` | `concat` | `String` | `String` |\n");
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
