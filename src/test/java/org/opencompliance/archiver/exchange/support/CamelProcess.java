package org.opencompliance.archiver.exchange.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A separate JVM with its own class path, heap, environment and properties. */
public final class CamelProcess {

    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final String mainClass;
    private String classPath = System.getProperty("java.class.path");

    private CamelProcess(String mainClass) {
        this.mainClass = mainClass;
        options.add("-Djava.net.preferIPv4Stack=true");
        options.add("-XX:TieredStopAtLevel=1");
    }

    /**
     * Runs routes with Camel's own main class, which reads its properties only from those of the JVM: the archiver's
     * properties are also on the class path but do not belong to the component.
     */
    public static CamelProcess ofRoutes(Path routes) {
        return of("org.apache.camel.main.Main")
                .with("camel.main.property-placeholder-location", false)
                .with("camel.main.routesIncludePattern", "file:" + routes);
    }

    public static CamelProcess of(String mainClass) {
        return new CamelProcess(mainClass);
    }

    /** Uses only this jar, and the test libraries with a matching path. */
    public CamelProcess withOnly(Path jar, Predicate<String> library) {
        classPath = jar
                + File.pathSeparator
                + Arrays.stream(classPath.split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar")
                                && !entry.startsWith(jar.getParent().toString()))
                        .filter(entry -> library.test(entry.replace('\\', '/')))
                        .collect(Collectors.joining(File.pathSeparator));
        return this;
    }

    public CamelProcess heap(int megabytes) {
        options.add("-Xmx" + megabytes + "m");
        return this;
    }

    public CamelProcess with(String property, Object value) {
        options.add("-D" + property + "=" + value);
        return this;
    }

    public CamelProcess environment(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    /**
     * Runs to its end; @return the exit code.
     *
     * @param output its standard output
     */
    public int run(File output, long seconds, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.addAll(List.of("-classpath", classPath, mainClass));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("Still running after " + seconds + " seconds");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
