package org.opencompliance.archiver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.sink.SecondPlacePage;

/** The jars that an operator puts beside the package: the example of a topic, followed to its check. */
@Timeout(120)
class ExtraJarsIT {

    private static final Path PACKAGE = Path.of(System.getProperty("archiver.jar", "target/none.jar"))
            .toAbsolutePath()
            .getParent();
    private static final Pattern COPIED = Pattern.compile("dependency:copy -Dartifact=[\\w.]+:([\\w-]+):([\\d.]+) ");
    private static final String MISSING = "There is no component kafka, which the property archiver.copy-to names";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new TreeMap<>();
    private Path home;

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(Files.isExecutable(PACKAGE.resolve("bin/archiver")), "There is no package here, or no shell");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        home = folder.resolve("a package");
        Files.createDirectories(home.resolve("bin"));
        Files.copy(PACKAGE.resolve("bin/archiver"), home.resolve("bin/archiver"));
    }

    private void putThePackage() throws IOException {
        Path jar = Path.of(System.getProperty("archiver.jar")).toAbsolutePath();
        Files.createSymbolicLink(home.resolve(jar.getFileName()), jar);
        Files.createSymbolicLink(home.resolve("lib"), PACKAGE.resolve("lib"));
    }

    @Test
    void theTwoJarsOfThePageMakeTheTopicAPlace() throws Exception {
        putThePackage();
        putTheExample();

        assertThat(archiver("check")).contains(MISSING, "put the jars of the component into the folder extra");

        putTheJarsOfThePage();

        assertThat(archiver("check")).doesNotContain("component kafka", "Route:");
    }

    private void putTheExample() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        SecondPlacePage.putStepsOfTheTopic(routes);
        Files.writeString(
                folder.resolve("application.properties"),
                SecondPlacePage.block("properties", "kafka:")
                        + String.join(
                                "\n",
                                "telemessage.url=http://127.0.0.1:1",
                                "telemessage.username=archive",
                                "telemessage.password=the-password",
                                "microsoft.credentials=none",
                                "microsoft.service-url=http://127.0.0.1:1/v1.0"));
    }

    /** Those of the class path of this test, which must be those of the page. */
    private void putTheJarsOfThePage() throws Exception {
        Path extra = Files.createDirectory(home.resolve("extra"));
        for (Class<?> each : List.of(KafkaComponent.class, KafkaProducer.class)) {
            Path jar = Path.of(
                    each.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.copy(jar, extra.resolve(jar.getFileName()));
        }
        List<String> shown = new ArrayList<>();
        Matcher copied = COPIED.matcher(SecondPlacePage.block("sh", "extra"));
        while (copied.find()) {
            shown.add(copied.group(1) + "-" + copied.group(2) + ".jar");
        }
        try (Stream<Path> jars = Files.list(extra)) {
            assertThat(jars.map(jar -> jar.getFileName().toString())).containsExactlyInAnyOrderElementsOf(shown);
        }
    }

    @Test
    void theImageAddsThemToItsClassPath() throws Exception {
        Files.writeString(home.resolve("jib-classpath-file"), "/app/a.jar:/app/b.jar");
        Path java = folder.resolve("jvm/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        environment.put("JAVA_HOME", folder.resolve("jvm").toString());

        assertThat(archiver("check")).contains("-cp\n@" + home + "/jib-classpath-file\n@");

        Path jar = Files.createDirectory(home.resolve("extra")).resolve("one.jar");
        Files.createFile(jar);

        assertThat(archiver("check"))
                .contains("-cp\n/app/a.jar:/app/b.jar:" + jar + "\n@" + home + "/jib-main-class-file\ncheck\n");
    }

    private String archiver(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(home.resolve("bin/archiver").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
