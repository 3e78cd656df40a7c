package org.opencompliance.sandbox.node;

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
import java.util.stream.Stream;

/**
 * A package that npm installs from its lock file, once per build.
 *
 * @param node the Node.js executable
 * @param folder contains its own files and all dependencies
 */
public record NodePackage(Path node, Path folder) {

    /** Only a change in one of these files requires a new installation. */
    private static final List<String> MANIFESTS = List.of("package.json", "package-lock.json");

    private static final long PATIENCE_MINUTES = 9;

    /**
     * Installs a package unless it is installed. Safe for concurrent processes: one installs, the others wait.
     *
     * @param source contains its manifests and its own files
     * @return empty where Node.js is missing
     */
    public static Optional<NodePackage> install(Path source, Path folder) throws IOException, InterruptedException {
        Optional<Path> node = Programs.onPath("node");
        Optional<Path> npm = Programs.onPath("npm");
        if (node.isEmpty() || npm.isEmpty()) {
            return Optional.empty();
        }
        NodePackage installed = new NodePackage(node.get(), folder.toAbsolutePath());
        installed.installOnce(npm.get(), source);
        return Optional.of(installed);
    }

    private void installOnce(Path npm, Path source) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        // file locks work between processes only
        synchronized (NodePackage.class) {
            Path lockFile = folder.resolve("install.lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid()) {
                    boolean installed = Files.exists(done()) && isCopied(source, MANIFESTS);
                    copy(source);
                    if (!installed) {
                        install(npm);
                    }
                }
            }
        }
    }

    private boolean isCopied(Path source, List<String> names) throws IOException {
        for (String name : names) {
            Path copy = folder.resolve(name);
            if (!Files.exists(copy) || Files.mismatch(source.resolve(name), copy) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!isCopied(source, List.of(name))) {
                    Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void install(Path npm) throws IOException, InterruptedException {
        Files.deleteIfExists(done());
        System.out.println("Installing packages of Node.js into " + folder);
        File log = folder.resolve("install.log").toFile();
        Process process = new ProcessBuilder(
                        npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("The packages could not be installed; see " + log);
        }
        Files.createFile(done());
    }

    /** Written last, so it marks a complete installation. */
    private Path done() {
        return folder.resolve("node_modules/.complete");
    }
}
