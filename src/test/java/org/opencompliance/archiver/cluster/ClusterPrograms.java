package org.opencompliance.archiver.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencompliance.sandbox.node.Programs;

/**
 * The programs of a control plane: the machine's etcd, and a kube-apiserver that Go builds from {@code src/test/cluster}. The
 * build takes about 6 CPU minutes; its result stays in a folder outside the project, by version.
 */
record ClusterPrograms(Path etcd, Path apiServer) {

    private static final Path MODULE = Path.of("src/test/cluster");
    private static final Pattern VERSION = Pattern.compile("k8s\\.io/kubernetes (v(\\d+)\\.(\\d+)\\.\\d+)");
    private static final long BUILD_MINUTES = 40;

    /** A missing program; the message names it and says how to install it. */
    static final class MissingProgramException extends Exception {

        private static final long serialVersionUID = 1;

        MissingProgramException(String message) {
            super(message);
        }
    }

    /**
     * Finds the programs and builds the API server unless the cache has it. Safe for concurrent processes: one builds, the
     * others wait.
     */
    static ClusterPrograms find() throws IOException, InterruptedException, MissingProgramException {
        Path etcd = onPath("etcd", "etcd is not on the path (Debian: apt-get install etcd-server)");
        Matcher version = VERSION.matcher(Files.readString(MODULE.resolve("go.mod")));
        if (!version.find()) {
            throw new IOException("There is no version of k8s.io/kubernetes in " + MODULE.resolve("go.mod"));
        }
        Path folder = Files.createDirectories(cache().resolve("kubernetes-" + version.group(1)));
        Path apiServer = folder.resolve("kube-apiserver");
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isExecutable(apiServer)) {
                build(version, apiServer);
            }
        }
        return new ClusterPrograms(etcd, apiServer);
    }

    private static void build(Matcher version, Path apiServer)
            throws IOException, InterruptedException, MissingProgramException {
        Path go = onPath("go", "go 1.24 or newer is not on the path, and " + apiServer + " does not exist");
        System.out.println("Builds kube-apiserver " + version.group(1) + " once; this takes minutes");
        long begun = System.nanoTime();
        Path built = apiServer.resolveSibling("kube-apiserver.new");
        String flag = " -X k8s.io/component-base/version.git";
        String names = "-s -w" + flag + "Version=" + version.group(1) + flag + "Major=" + version.group(2) + flag
                + "Minor=" + version.group(3);
        ProcessBuilder builder = new ProcessBuilder(
                        go.toString(),
                        "build",
                        "-trimpath",
                        "-ldflags",
                        names,
                        "-o",
                        built.toString(),
                        "k8s.io/kubernetes/cmd/kube-apiserver")
                .directory(MODULE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(apiServer.resolveSibling("build.log").toFile());
        // one package at a time: slower, with less memory
        builder.environment().putAll(Map.of("CGO_ENABLED", "0", "GOFLAGS", "-p=1 -mod=readonly"));
        Process process = builder.start();
        if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("kube-apiserver was not built; see " + apiServer.resolveSibling("build.log"));
        }
        Files.move(built, apiServer, StandardCopyOption.ATOMIC_MOVE);
        System.out.printf("Built kube-apiserver in %.0f s%n", (System.nanoTime() - begun) / 1e9);
    }

    private static Path cache() {
        String home = System.getProperty("user.home");
        return Path.of(System.getProperty("cluster.cache", home + "/.cache/wechat-archiver"));
    }

    private static Path onPath(String program, String problem) throws MissingProgramException {
        return Programs.onPath(program).orElseThrow(() -> new MissingProgramException(problem));
    }
}
