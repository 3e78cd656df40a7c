package org.opencompliance.archiver.fuzz;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * The class that the fuzzer calls. It alone is on the class path of the fuzzer's process, and loads the readers and their libraries: the
 * fuzzer reads every class of its class path at the start, and the libraries have 60,000.
 */
public final class FuzzEntry {

    private static final String INPUT = System.getProperty("fuzz.untrusted");
    private static final Method ACCEPT = accept();

    private FuzzEntry() {}

    private static Method accept() {
        try {
            String[] paths = System.getProperty("fuzz.classes").split(File.pathSeparator);
            URL[] urls = new URL[paths.length];
            for (int i = 0; i < paths.length; i++) {
                urls[i] = url(paths[i]);
            }
            ClassLoader classes = new URLClassLoader(urls, FuzzEntry.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(classes);
            return classes.loadClass("org.opencompliance.archiver.fuzz.UntrustedInput")
                    .getMethod("accept", String.class, byte[].class);
        } catch (ReflectiveOperationException | MalformedURLException e) {
            throw new IllegalStateException("The readers cannot be loaded", e);
        }
    }

    private static URL url(String path) throws MalformedURLException {
        return Path.of(path).toUri().toURL();
    }

    public static void fuzzerTestOneInput(byte[] input) throws Throwable {
        try {
            ACCEPT.invoke(null, INPUT, input);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
