package org.opencompliance.archiver.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** A storage area that is empty at the start of each test, and common test operations. */
public abstract class StoreUnderTest {

    private static final int THREADS = 8;

    /** The area under test. */
    protected abstract ObjectStore store();

    protected final boolean create(String name, String content, Map<String, String> metadata) throws IOException {
        byte[] bytes = bytes(content);
        return store().create(name, new ObjectContent(() -> new ByteArrayInputStream(bytes), bytes.length, metadata))
                .isPresent();
    }

    protected final String text(String name) throws IOException {
        try (InputStream in = store().open(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    protected final List<String> names(String prefix) throws IOException {
        try (Stream<ObjectInfo> listed = store().list(prefix)) {
            return listed.map(ObjectInfo::name).toList();
        }
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** An action that several threads run concurrently. */
    protected interface Task {
        boolean run(int thread) throws Exception;
    }

    protected static List<Boolean> together(Task task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                calls.add(() -> {
                    start.await();
                    return task.run(thread);
                });
            }
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
