package org.opencompliance.archiver.manifests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The installed kustomize, as part of kubectl or as a separate program; without it the tests that render are skipped. */
final class Kustomize {

    private static final Path K8S = Path.of("k8s");
    private static final int PATIENCE_SECONDS = 120;
    private static final List<List<String>> WAYS =
            List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"));

    /** Rendering takes a second; the tests of one process share it. */
    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    /** The resources that {@code kubectl apply -k} would apply for a folder below k8s. */
    static Manifests render(String folder) {
        Optional<List<String>> way = WAYS.stream().filter(Kustomize::isHere).findFirst();
        if (way.isEmpty() && Boolean.getBoolean("kustomize.required")) {
            throw new IllegalStateException("Tests with kustomize are required, but kustomize is missing");
        }
        assumeTrue(way.isPresent(), "kubectl and kustomize are missing");
        Stream<String> line = Stream.concat(
                way.orElseThrow().stream(), Stream.of(K8S.resolve(folder).toString()));
        return Manifests.parse(folder, RENDERED.computeIfAbsent(folder, same -> run(line.toList())));
    }

    private static String run(List<String> line) {
        try {
            Path output = Files.createTempFile("rendered", ".yaml");
            Path errors = Files.createTempFile("rendered", ".log");
            try {
                Process process = new ProcessBuilder(line)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!ended || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalStateException(line + " failed: " + Files.readString(errors));
                }
                return Files.readString(output, StandardCharsets.UTF_8);
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isHere(List<String> way) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, way.get(0)))
                .anyMatch(Files::isExecutable);
    }
}
