package org.opencompliance.archiver.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectorySyncTest {

    private static final Path DIRECTORY = Path.of("directory");
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<Integer> changes = ConcurrentHashMap.newKeySet();
    private final Set<Integer> durable = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void release() {
        held.countDown();
    }

    private FutureTask<Void> start(DirectorySync sync, int change) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            changes.add(change);
            sync.force(DIRECTORY);
            assertThat(durable).contains(change);
            return null;
        });
        Thread thread = new Thread(task, "change-" + change);
        threads.add(thread);
        thread.start();
        return task;
    }

    private void awaitWaiting(int number) {
        await().atMost(PATIENCE).until(() -> blocked() == number);
    }

    /** The first call lasts until it is released; a call makes durable what was changed before it began. */
    private DirectorySync slow(IOException failure) {
        return new DirectorySync(directory -> {
            Set<Integer> before = Set.copyOf(changes);
            if (calls.incrementAndGet() == 1) {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new ClosedByInterruptException();
                }
            } else if (failure != null) {
                throw failure;
            }
            durable.addAll(before);
        });
    }

    @Test
    void threadsThatWaitedShareACallThatBeganAfterTheirChanges() throws Exception {
        DirectorySync sync = slow(null);
        List<FutureTask<Void>> tasks = new ArrayList<>(List.of(start(sync, 0)));
        await().atMost(PATIENCE).until(() -> calls.get() == 1);
        for (int change = 1; change <= THREADS; change++) {
            tasks.add(start(sync, change));
        }
        awaitWaiting(THREADS);

        held.countDown();

        for (FutureTask<Void> task : tasks) {
            task.get();
        }
        assertThat(calls).hasValue(2);
        sync.force(DIRECTORY);
        assertThat(calls).hasValue(3);
    }

    /** The system can report a failure once only: a call of another thread would be no proof. */
    @Test
    void aFailureIsThatOfEachThreadThatSharedTheCall() throws Exception {
        DirectorySync sync = slow(new IOException("Input/output error"));
        FutureTask<Void> first = start(sync, 0);
        await().atMost(PATIENCE).until(() -> calls.get() == 1);
        List<FutureTask<Void>> tasks = List.of(start(sync, 1), start(sync, 2));
        awaitWaiting(2);

        held.countDown();

        first.get();
        for (FutureTask<Void> task : tasks) {
            assertThatThrownBy(task::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("Input/output error");
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void anInterruptIsThatOfItsThreadOnly() throws Exception {
        AtomicInteger interrupts = new AtomicInteger();
        DirectorySync sync = new DirectorySync(directory -> {
            if (calls.incrementAndGet() == 1) {
                await().atMost(PATIENCE).until(() -> changes.size() == 3 && blocked() == 2);
            } else if (calls.get() == 2) {
                interrupts.incrementAndGet();
                throw new ClosedByInterruptException();
            }
            durable.addAll(changes);
        });
        FutureTask<Void> first = start(sync, 0);
        await().atMost(PATIENCE).until(() -> calls.get() == 1);
        List<FutureTask<Void>> tasks = List.of(start(sync, 1), start(sync, 2));

        first.get();
        int failed = 0;
        for (FutureTask<Void> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(ClosedByInterruptException.class);
                failed++;
            }
        }

        assertThat(failed).isOne();
        assertThat(interrupts).hasValue(1);
        assertThat(calls).hasValue(3);
    }

    private long blocked() {
        return threads.stream()
                .filter(thread -> thread.getState() == Thread.State.BLOCKED)
                .count();
    }

    @Test
    void aDirectoryIsForcedToTheDisk(@TempDir Path folder) throws IOException {
        DirectorySync sync = new DirectorySync();

        sync.force(folder);

        assertThatThrownBy(() -> sync.force(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
