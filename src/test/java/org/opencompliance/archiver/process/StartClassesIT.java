package org.opencompliance.archiver.process;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The classes of an earlier start, which the build's {@code bin/prepare-start} keeps beside the package. */
@Timeout(120)
class StartClassesIT {

    private static final Path PACKAGE = Path.of(System.getProperty("archiver.jar", "target/none.jar"))
            .toAbsolutePath()
            .getParent();
    private static final String VERSION = System.getProperty("java.runtime.version");
    private static final String FROM_THE_FILE = "archiver.Application source: shared objects file";
    /** The end of what any JVM says with the options of the program. */
    private static final String COMPILER = "compiler directives added";

    private static final String NO_CONFIGURATION = "The configuration file none cannot be read";

    /** Of a file that the JVM must not use. */
    enum Damage {
        EMPTY,
        TEXT,
        CUT_OFF,
        OTHER_BYTES,
        HEADER_OF_ANOTHER_JVM,
        OTHER_JAR;

        byte[] of(byte[] whole) {
            switch (this) {
                case EMPTY:
                    return new byte[0];
                case TEXT:
                    return "no classes".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
                case CUT_OFF:
                    return Arrays.copyOf(whole, whole.length / 2);
                case OTHER_BYTES:
                    byte[] bytes = whole.clone();
                    for (int i = bytes.length / 3; i < bytes.length / 2; i += 1000) {
                        bytes[i] ^= 0x55;
                    }
                    return bytes;
                case HEADER_OF_ANOTHER_JVM:
                    byte[] other = whole.clone();
                    byte[] version = VERSION.getBytes(StandardCharsets.US_ASCII);
                    int at = new String(other, 0, 4096, StandardCharsets.ISO_8859_1).indexOf(VERSION);
                    assertThat(at).isPositive();
                    other[at + version.length - 1]++;
                    return other;
                default:
                    // the jar of this test's package has another time
                    return whole;
            }
        }
    }

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    /** The remaining files. */
    private record Outcome(int exitCode, String text) {}

    @BeforeEach
    void prepare() {
        assumeTrue(Files.isExecutable(PACKAGE.resolve("bin/archiver")), "There is no package here, or no shell");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    @Test
    void theProgramStartsWithThem() throws Exception {
        classes();
        environment.put("JAVA_OPTS", "-Xlog:class+load");

        Outcome outcome = archiver(PACKAGE, "run", "--config", "none");

        assertThat(outcome.text()).contains(FROM_THE_FILE, NO_CONFIGURATION);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatDoesNotFitIsIgnoredWithoutAWord(Damage damage) throws Exception {
        Path classes = classes();
        Path home = packageWithJar(damage == Damage.OTHER_JAR);
        byte[] damaged = damage.of(Files.readAllBytes(classes));
        long size = damage == Damage.CUT_OFF ? Files.size(classes) : damaged.length;
        Path start = Files.createDirectories(home.resolve("start"));
        Files.write(start.resolve(VERSION + "." + size + ".jsa"), damaged);

        environment.put("JAVA_OPTS", "-Xlog:class+load:file=loaded.log");

        Outcome outcome = archiver(home, "run", "--config", "none");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text().lines().filter(line -> !line.endsWith(COMPILER)))
                .containsExactly(NO_CONFIGURATION);
        assertThat(folder.resolve("loaded.log"))
                .content()
                .contains("archiver.Application source: ")
                .doesNotContain(FROM_THE_FILE);
    }

    @Test
    void onlyTheFileOfThisVersionIsUsed() throws Exception {
        Path home = packageOfJvm("25.0.3+9-LTS");
        file(home, "17.0.15+6.0.jsa");
        file(home, "25.0.3+8-LTS.0.aot");

        assertThat(archiver(home, "run").text()).doesNotContain("SharedArchiveFile", "AOTCache", "java.instrument");

        Path fits = file(home, "25.0.3+9-LTS.0.aot");

        assertThat(archiver(home, "run").text())
                .contains("-XX:AOTCache=" + fits + "\n", "--add-modules=java.instrument\n")
                .doesNotContain("SharedArchiveFile");
    }

    /** Their memory would double. */
    @Test
    void smallCommandsDoWithoutIt() throws Exception {
        Path home = packageOfJvm("17.0.15+6");
        Path fits = file(home, "17.0.15+6.0.jsa");

        assertThat(archiver(home, "run").text()).contains("-XX:SharedArchiveFile=" + fits + "\n");
        assertThat(archiver(home).text()).contains("-XX:SharedArchiveFile=" + fits + "\n");
        assertThat(archiver(home, "status").text()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void optionsOfTheOperatorWin() throws Exception {
        Path home = packageOfJvm("17.0.15+6");
        file(home, "17.0.15+6.0.jsa");

        for (String option : List.of("-Xshare:off", "-XX:SharedArchiveFile=mine", "-XX:ArchiveClassesAtExit=mine")) {
            environment.put("JAVA_OPTS", "-Da=b " + option);
            assertThat(archiver(home, "run").text()).doesNotContain("start/17.0.15+6");
        }
    }

    @Test
    void itIsMadeWithoutASecret() throws Exception {
        Path home = packageOfJvm("17.0.15+6");
        Files.createDirectories(home.resolve("routes"));
        // it keeps in place of the classes what it was started with
        program(home, "{ env; cat \"$PWD/application.properties\"; } > classes; echo 'Running; '; exec sleep 60");
        environment.put("TELEMESSAGE_PASSWORD", "s3cret");
        environment.put("JAVA_OPTS", "-Dtelemessage.password=s3cret");
        environment.put("JAVA_TOOL_OPTIONS", "-Dtelemessage.password=s3cret");

        Outcome outcome = start(List.of("sh", home.resolve("bin/prepare-start").toString()));

        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.list(home.resolve("start")))
                .singleElement(as(PATH))
                .satisfies(file -> assertThat(file.getFileName()).hasToString("17.0.15+6." + Files.size(file) + ".jsa"))
                .content()
                .contains("telemessage.password=none", "JAVA_OPTS=-XX:ArchiveClassesAtExit=classes")
                .doesNotContain("s3cret");
    }

    @Test
    void aStartThatFailsLeavesNoFile() throws Exception {
        Path home = packageOfJvm("25.0.3+9-LTS");
        Files.createDirectories(home.resolve("routes"));
        program(home, "echo 'a reason'; exit 1");

        Outcome outcome = start(List.of("sh", home.resolve("bin/prepare-start").toString()));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text()).contains("a reason", "did not start");
        assertThat(home.resolve("start")).doesNotExist();
    }

    /** The file that the build made. */
    private static Path classes() throws IOException {
        Path start = PACKAGE.resolve("start");
        assumeTrue(Files.isDirectory(start), "The package was built without the classes of a start");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(start, VERSION + ".*.jsa")) {
            Iterator<Path> found = files.iterator();
            assumeTrue(found.hasNext(), "The package was built for another JVM");
            return found.next();
        }
    }

    /** A package with the real libraries and jar, and with a folder of its own for the classes. */
    private Path packageWithJar(boolean copied) throws IOException {
        Path home = scripts();
        Path jar = Path.of(System.getProperty("archiver.jar")).toAbsolutePath();
        Path here = home.resolve(jar.getFileName());
        if (copied) {
            // with another time
            Files.copy(jar, here);
        } else {
            Files.createSymbolicLink(here, jar);
        }
        Files.createSymbolicLink(home.resolve("lib"), PACKAGE.resolve("lib"));
        return home;
    }

    /** A package whose JVM prints its words. */
    private Path packageOfJvm(String version) throws IOException {
        Path home = scripts();
        Files.createFile(home.resolve("wechat-archiver-1.jar"));
        Path jvm = folder.resolve("jvm");
        Files.createDirectories(jvm.resolve("bin"));
        Files.writeString(
                jvm.resolve("release"), "IMPLEMENTOR=\"A\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\nOS=\"Linux\"\n");
        environment.put("JAVA_HOME", jvm.toString());
        program(home, "printf '%s\\n' \"$@\"");
        return home;
    }

    private void program(Path home, String script) throws IOException {
        Path java = home.resolveSibling("jvm/bin/java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private Path scripts() throws IOException {
        Path home = folder.resolve("a package");
        Files.createDirectories(home.resolve("bin"));
        for (String script : List.of("archiver", "prepare-start")) {
            Files.copy(
                    PACKAGE.resolve("bin").resolve(script), home.resolve("bin").resolve(script));
        }
        return home;
    }

    private static Path file(Path home, String name) throws IOException {
        return Files.createFile(Files.createDirectories(home.resolve("start")).resolve(name));
    }

    private Outcome archiver(Path home, String... arguments) throws Exception {
        List<String> line =
                new ArrayList<>(List.of("sh", home.resolve("bin/archiver").toString()));
        line.addAll(List.of(arguments));
        return start(line);
    }

    private Outcome start(List<String> line) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA") || name.startsWith("JDK"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }
}
