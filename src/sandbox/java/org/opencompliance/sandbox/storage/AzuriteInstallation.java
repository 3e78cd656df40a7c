package org.opencompliance.sandbox.storage;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The emulator as npm installs it from its lock file, once for a build.
 *
 * @param node the program that runs it
 * @param folder has the package and everything it needs
 */
public record AzuriteInstallation(Path node, Path folder) {

    private static final List<String> SOURCES = List.of("package.json", "package-lock.json", "end-with-parent.js");
    private static final long PATIENCE_MINUTES = 9;

    /**
     * Installs the emulator if that was not done yet, from {@code src/test/azurite} into {@code target/azurite} unless
     * the system properties {@code azurite.source} and {@code azurite.folder} say otherwise. Safe in several processes
     * at once: one installs, the others wait.
     *
     * @return nothing (and a line that says so) where Node.js is missing
     */
    public static Optional<AzuriteInstallation> find() throws IOException, InterruptedException {
        Optional<Path> node = onPath("node");
        Optional<Path> npm = onPath("npm");
        if (node.isEmpty() || npm.isEmpty()) {
            System.out.println("Skipped: no Azure Storage emulator, as node and npm are not on the path");
            return Optional.empty();
        }
        Path source = Path.of(System.getProperty("azurite.source", "src/test/azurite"));
        Path folder =
                Path.of(System.getProperty("azurite.folder", "target/azurite")).toAbsolutePath();
        AzuriteInstallation installation = new AzuriteInstallation(node.get(), folder);
        installation.installOnce(npm.get(), source);
        return Optional.of(installation);
    }

    /** How its process is started: ends by itself when its standard input does. */
    List<String> command(List<String> options) {
        List<String> start = List.of(
                node.toString(),
                "--require",
                folder.resolve("end-with-parent.js").toString(),
                folder.resolve("node_modules/azurite/dist/src/azurite.js").toString());
        return Stream.of(start, options).flatMap(List::stream).toList();
    }

    private synchronized void installOnce(Path npm, Path source) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path lockFile = folder.resolve("install.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isInstalled(source)) {
                install(npm, source);
            }
        }
    }

    /** The copy of the lock file is made last, so it says that everything in it is here. */
    private boolean isInstalled(Path source) throws IOException {
        for (String name : SOURCES) {
            Path copy = folder.resolve(name);
            if (!Files.exists(copy) || Files.mismatch(source.resolve(name), copy) >= 0) {
                return false;
            }
        }
        return Files.exists(done());
    }

    private Path done() {
        return folder.resolve("node_modules/.complete");
    }

    private void install(Path npm, Path source) throws IOException, InterruptedException {
        Files.deleteIfExists(done());
        for (String name : SOURCES) {
            Files.copy(source.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.println("Installing the Azure Storage emulator into " + folder);
        File log = folder.resolve("install.log").toFile();
        Process process = new ProcessBuilder(
                        npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("The Azure Storage emulator could not be installed; see " + log);
        }
        Files.createFile(done());
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
