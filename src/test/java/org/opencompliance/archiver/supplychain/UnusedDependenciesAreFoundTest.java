package org.opencompliance.archiver.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted libraries and declarations. */
class UnusedDependenciesAreFoundTest {

    private static final String CAMEL = "META-INF/services/org/apache/camel/";

    private static final String DECLARED = dependency("direct", "compile");

    @TempDir
    private Path folder;

    private Path libraries;
    private Path program;

    /** The planted program. */
    static final class Program {

        long size() {
            return new Direct().size();
        }

        @Mark
        long limit(Signature[] other) {
            return 1L << 40;
        }
    }

    /** A class that the program refers to. */
    static final class Direct {

        long size() {
            return new Indirect[] {new Indirect()}.length;
        }
    }

    /** A class that the other one refers to, and the interface of a service. */
    static class Indirect {}

    /** A class that no other refers to. */
    static final class Other extends Indirect {}

    /** A class only in a signature. */
    static final class Signature {}

    /** An annotation. */
    @interface Mark {}

    @BeforeEach
    void packTheProgram() throws IOException {
        libraries = Files.createDirectory(folder.resolve("lib"));
        program = pack(folder.resolve("program-1.0.jar"), "", "", Program.class);
        pack(libraries.resolve("direct-1.0.jar"), "", "", Direct.class, Signature.class, Mark.class);
        pack(libraries.resolve("indirect-1.0.jar"), "", "", Indirect.class);
    }

    @Test
    void unlessEachIsUsedAndDeclared() throws Exception {
        assertThat(problems(DECLARED, Set.of())).isEmpty();
        assertThat(problems(DECLARED + dependency("indirect", "runtime"), Set.of()))
                .isEmpty();
        assertThat(problems(DECLARED + dependency("assertions", "test"), Set.of()))
                .isEmpty();
    }

    @Test
    void whenNoClassRefersToALibrary() throws Exception {
        pack(libraries.resolve("other-1.0.jar"), "", "", Other.class);
        String problem =
                "Nothing uses other-1.0.jar: remove it from pom.xml, or exclude it where ./mvnw dependency:tree shows it";

        assertThat(problems(DECLARED, Set.of())).containsExactly(problem);
        assertThat(problems(DECLARED + dependency("other", "runtime"), Set.of()))
                .containsExactly(problem);
    }

    @Test
    void whenALibraryHasNoClass() throws Exception {
        pack(libraries.resolve("empty-1.0.jar"), "", "");

        assertThat(problems(DECLARED, Set.of())).singleElement().asString().startsWith("Nothing uses empty-1.0.jar");
        assertThat(problems(DECLARED, Set.of(), "empty")).isEmpty();
        assertThat(problems(DECLARED, Set.of(), "empty", "indirect"))
                .containsExactly("indirect-1.0.jar is listed as empty and has classes");
    }

    @Test
    void whenTheProgramUsesALibraryThatAnotherOneBrings() throws Exception {
        assertThat(problems("", Set.of()))
                .singleElement()
                .asString()
                .matches("direct-1.0.jar is used by the class .*Program and not declared: declare it in pom.xml");
        pack(libraries.resolve("direct-1.0.jar"), "", "", Direct.class, Mark.class);
        pack(libraries.resolve("signature-2.0.jar"), "", "", Signature.class);
        assertThat(problems(DECLARED, Set.of()))
                .anyMatch(problem -> problem.startsWith("signature-2.0.jar is used by the class"));
    }

    @Test
    void whenADeclarationHasTheWrongScopeOrNoLibrary() throws Exception {
        assertThat(problems(DECLARED + dependency("indirect", "compile"), Set.of()))
                .containsExactly("No class of the program refers to indirect: its scope is runtime");
        assertThat(problems(DECLARED + dependency("gone", "runtime"), Set.of()))
                .containsExactly("gone is declared and not packed: remove it from pom.xml");
    }

    @Test
    void unlessAServiceThatIsNamedNeedsThem() throws Exception {
        String text = "# a service of Camel\nclass=" + Other.class.getName() + "\n";
        pack(libraries.resolve("other-1.0.jar"), CAMEL + "component/other", text, Other.class);

        assertThat(problems(DECLARED, Set.of())).hasSize(1);
        assertThat(problems(DECLARED + dependency("other", "runtime"), Set.of("component/other")))
                .isEmpty();
        assertThat(problems(DECLARED, Set.of("component/other")))
                .containsExactly("other-1.0.jar is used as the service component/other and not declared:"
                        + " declare it in pom.xml");
        assertThat(problems(DECLARED, Set.of("component/gone")))
                .contains("The service component/gone is named, and these offer it: []");
    }

    @Test
    void unlessTheyProvideAnInterfaceThatIsReached() throws Exception {
        String text = Other.class.getName() + " # a provider\n";
        pack(libraries.resolve("other-1.0.jar"), "META-INF/services/" + Indirect.class.getName(), text, Other.class);

        assertThat(problems(DECLARED, Set.of())).isEmpty();
    }

    @Test
    void byWhatTheRoutesName() throws Exception {
        Files.writeString(
                folder.resolve("a.camel.yaml"),
                """
                - route:
                    from:
                      uri: master
                      parameters:
                        delegateUri: "quartz:a/b?cron=1"
                      steps:
                        - setBody:
                            expression:
                              method: a
                        - unmarshal:
                            json: {}
                        - to:
                            uri: "{{elsewhere}}"
                """);
        for (String service : List.of("component/master", "component/quartz", "dataformat/jackson", "language/xpath")) {
            Path jar = libraries.resolve(service.replace('/', '-') + "-1.0.jar");
            pack(jar, CAMEL + service, "class=" + Other.class.getName());
        }
        try (PackedClasses classes = new PackedClasses(program, libraries)) {
            assertThat(RouteServices.in(List.of(folder), classes))
                    .containsExactly("component/master", "component/quartz", "dataformat/jackson");
        }
    }

    private List<String> problems(String declared, Set<String> services, String... withoutUse) throws Exception {
        String pom = "<project><dependencyManagement><dependencies>" + dependency("managed", "compile")
                + "</dependencies></dependencyManagement><dependencies>" + declared
                + "</dependencies></project>";
        Path file = Files.writeString(folder.resolve("pom.xml"), pom);
        try (PackedClasses classes = new PackedClasses(program, libraries)) {
            return new DependencyUse(classes, Dependency.declared(file), services, List.of(withoutUse)).problems();
        }
    }

    private static String dependency(String artifact, String scope) {
        return "<dependency><groupId>a</groupId><artifactId>%s</artifactId><scope>%s</scope></dependency>"
                .formatted(artifact, scope);
    }

    private static Path pack(Path jar, String service, String text, Class<?>... classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("META-INF/"));
            if (!service.isEmpty()) {
                entries.putNextEntry(new ZipEntry(service));
                entries.write(text.getBytes(StandardCharsets.UTF_8));
            }
            for (Class<?> each : classes) {
                String name = each.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new ZipEntry(name));
                try (InputStream in = each.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(entries);
                }
            }
        }
        return jar;
    }
}
