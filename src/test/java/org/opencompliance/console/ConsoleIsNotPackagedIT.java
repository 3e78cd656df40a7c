package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The packaged program contains neither the console nor its dependencies; the console is a release of its own. */
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
        return Stream.of("hawtio", "jetty", "sandbox", "opencompliance/console").anyMatch(name::contains);
    }

    @Test
    void hasAReleaseOfItsOwn() throws IOException {
        Path release = only(TARGET, "wechat-archiver-console-[0-9.]+\\.zip");

        try (ZipFile zip = new ZipFile(release.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("bin/console", "hawtio/index.html", "web/hawtconfig.json", "conf/log4j2.properties")
                    .anyMatch(name -> name.startsWith("lib/jetty-server-"))
                    .noneMatch(name -> name.contains("camel") || name.contains("sandbox"));
        }
    }

    @Test
    void hasAJarWithItsClassesAndNoTest() throws IOException {
        Path program = only(TARGET.resolve("console"), "wechat-archiver-console-[0-9.]+\\.jar");

        try (JarFile jar = new JarFile(program.toFile());
                Stream<Path> sources = Files.list(Path.of("src/console/java/org/opencompliance/console"))) {
            assertThat(jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.replaceFirst("(\\$\\w+)?\\.class$", ".java")))
                    .isSubsetOf(sources.map(file -> "org/opencompliance/console/" + file.getFileName())
                            .toList())
                    .contains("org/opencompliance/console/ConsoleProgram.java");
        }
    }

    private static Path only(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The content of the program's class path and its jar. */
    private static List<String> libraries() throws IOException {
        Path program = only(TARGET, "wechat-archiver-[0-9.]+\\.jar");
        try (JarFile jar = new JarFile(program.toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Name.CLASS_PATH);
            Stream<String> libraries = Stream.of(classPath.split(" ")).map(path -> path.replace("lib/", ""));
            return Stream.concat(libraries, jar.stream().map(Object::toString)).toList();
        }
    }
}
