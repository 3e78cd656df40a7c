package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packaged program contains neither the console nor its dependencies. */
class ConsoleIsNotPackagedIT {

    private static final Path TARGET = Path.of("target");

    @Test
    void norIsItsWebServer() throws IOException {
        List<String> packaged = libraries();

        assertThat(packaged).anyMatch(name -> name.startsWith("camel-core"));
        assertThat(packaged).noneMatch(ConsoleIsNotPackagedIT::isForTheConsole);
    }

    /** The servlet interfaces are not a server; they come with camel-http. */
    private static boolean isForTheConsole(String name) {
        return Stream.of("hawtio", "jetty", "sandbox").anyMatch(name::contains);
    }

    /** The content of the program's class path and its jar. */
    private static List<String> libraries() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            Path program = files.filter(file -> file.getFileName().toString().matches("wechat-archiver-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
            try (JarFile jar = new JarFile(program.toFile())) {
                String classPath = jar.getManifest().getMainAttributes().getValue(Name.CLASS_PATH);
                Stream<String> libraries = Stream.of(classPath.split(" ")).map(path -> path.replace("lib/", ""));
                return Stream.concat(libraries, jar.stream().map(Object::toString))
                        .toList();
            }
        }
    }
}
