package org.opencompliance.archiver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** The program as a process, without the JVM options that would end it, and with a route that uses all memory. */
@Timeout(180)
class ErrorsEndTheProgramIT {

    private static final SampleDay NOTHING =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(1).odd(false).make();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"inASplit", "inALibrary"})
    void withACodeOfItsOwn(String place) throws Exception {
        endsTheProgram(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inAStep", "inAThread"})
    @Tag("long")
    void withACodeOfItsOwnFromOtherPlacesToo(String place) throws Exception {
        endsTheProgram(place);
    }

    private void endsTheProgram(String place) throws Exception {
        ArchiverProcess program = new ArchiverProcess(folder).unpackaged().jvmOptions(List.of("-Xmx128m"));
        try (Sandbox sandbox = Sandbox.start(NOTHING)) {
            program.configure(
                    sandbox,
                    Map.of("archiver.routes-directory", routesWith(place).toString(), "archiver.scheduled", "false"));

            Process process = program.launch();

            assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(process.exitValue()).isEqualTo(3);
            assertThat(Files.readString(program.log())).contains("ends with exit code 3, start it again");
        }
    }

    /** The unchanged routes and one more. */
    private Path routesWith(String place) throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                routes.resolve("exhaust.camel.yaml"),
                """
                - route:
                    id: exhaust
                    routeConfigurationId: background-errors
                    from:
                      uri: timer
                      parameters:
                        timerName: exhaust
                        delay: 100
                        period: 60000
                      steps:
                        - split:
                            expression:
                              method:
                                beanType: org.opencompliance.archiver.process.Exhaustion
                                method: %s
                            steps:
                              - setBody:
                                  expression:
                                    constant:
                                      expression: part
                """
                        .formatted(place));
        return routes;
    }
}
