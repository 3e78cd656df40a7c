package org.opencompliance.bench.jmh;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.opencompliance.sandbox.ArchiverProcess;
import org.openjdk.jmh.generators.BenchmarkProcessor;

/**
 * Runs the benchmarks of this package in JMH, with the arguments of JMH. JMH needs generated classes: they are made here, not in the
 * build, which needs none of them.
 */
public final class Benchmarks {

    /** Each has a constructor without arguments, and can run without JMH. */
    public static final Set<Class<?>> ALL =
            Set.of(ItemBenchmarks.class, LedgerBenchmarks.class, StorageBenchmarks.class);

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("jmh.folder", "target/jmh")).toAbsolutePath();
        ArchiverProcess.empty(folder);
        generate(folder);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                org.openjdk.jmh.Main.class.getName()));
        line.addAll(List.of(arguments));
        System.exit(new ProcessBuilder(line).inheritIO().start().waitFor());
    }

    private static void generate(Path folder) throws IOException {
        Path sources = Path.of(System.getProperty("jmh.sources", "src/bench/java"));
        List<Path> files = new ArrayList<>();
        for (Class<?> each : ALL) {
            files.add(sources.resolve(each.getName().replace('.', '/') + ".java"));
        }
        List<String> options =
                List.of("-d", folder.toString(), "-classpath", System.getProperty("java.class.path"), "-Xlint:none");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(List.of(new BenchmarkProcessor()));
            if (!task.call()) {
                throw new IOException("The classes of JMH could not be made from " + files);
            }
        }
    }
}
