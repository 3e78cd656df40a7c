package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.conventions.DeclaredSettings.Setting;

/** The comments of application.properties are the one source of the documentation of the properties. */
class SettingsAreDocumentedTest {

    private static final Path DECLARATIONS = Path.of("src/main/resources/application.properties");
    private static final Path PAGE = Path.of("src/main/docs/configuration.md");
    private static final String WRITE = "configuration.write";
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- end -->";
    private static final Pattern NAMED = Pattern.compile("`((?:archiver|telemessage|microsoft|azure)\\.[a-z-]+)");

    @Test
    void thePageHasEverySettingWithItsDefaultAndItsComment() throws IOException {
        String page = Files.readString(PAGE);
        String current = with(page, declared().sections());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, current);
            return;
        }

        assertThat(page)
                .as(
                        "%s must be as %s says; write it anew: ./mvnw test -Dtest=%s -D%s=true",
                        PAGE, DECLARATIONS, getClass().getSimpleName(), WRITE)
                .isEqualTo(current);
    }

    @Test
    void everySettingHasACommentOfItsOwn() throws IOException {
        assertThat(declared().settings()).hasSizeGreaterThan(80);
        assertThat(declared().withoutComment())
                .as("write one sentence above each of them in %s, with the unit", DECLARATIONS)
                .isEmpty();
    }

    @Test
    void noPageNamesASettingThatIsNotDeclared() throws IOException {
        Set<String> known = declared().settings().stream().map(Setting::name).collect(Collectors.toSet());

        Set<String> unknown = new TreeSet<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            NAMED.matcher(page.text())
                    .results()
                    .map(name -> name.group(1))
                    .filter(name -> !known.contains(name))
                    .forEach(name -> unknown.add(page.file() + ": " + name));
        }
        assertThat(unknown).as("correct the names").isEmpty();
    }

    @Test
    void aSettingHasTheCommentDirectlyAboveItAndTheGroupBeforeIt() {
        DeclaredSettings settings = DeclaredSettings.read(
                """
                # Of the file

                # --- First ---
                # One | two,
                # three.
                a.b=1 2=3
                a.c=
                # --- Camel ---
                # Not here
                camel.x=y
                """);

        assertThat(settings.settings())
                .isEqualTo(List.of(
                        new Setting("First", "a.b", "1 2=3", "One | two, three."),
                        new Setting("First", "a.c", "", "")));
        assertThat(settings.withoutComment()).containsExactly("a.c");
        assertThat(settings.sections())
                .isEqualTo("\n## First\n\n| property | default | description |\n|---|---|---|\n"
                        + "| `a.b` | `1 2=3` | One \\| two, three. |\n| `a.c` |  |  |\n");
    }

    private static DeclaredSettings declared() throws IOException {
        return DeclaredSettings.read(Files.readString(DECLARATIONS));
    }

    private static String with(String page, String sections) {
        int from = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(0, from) + sections + "\n" + page.substring(page.indexOf(END, from));
    }
}
