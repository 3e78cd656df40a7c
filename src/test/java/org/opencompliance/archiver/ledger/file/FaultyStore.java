package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectRefusedException;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/** A real store that counts and delays appends, and injects network and disk failures. */
final class FaultyStore implements ObjectStore {

    /** One requested append. */
    record Append(String name, String text, long position) {
        long lines() {
            return text.lines().count();
        }
    }

    /** The outcome of one append. */
    interface Fault {
        boolean append(ObjectStore store, String name, byte[] bytes, long position) throws IOException;
    }

    static final Fault DOWN = (store, name, bytes, position) -> {
        throw new IOException("down");
    };

    static final Fault LOST_ANSWER = (store, name, bytes, position) -> {
        store.append(name, bytes, position);
        throw new IOException("the answer was lost");
    };

    static final Fault REFUSED = (store, name, bytes, position) -> {
        throw new ObjectRefusedException("it takes no more");
    };

    private final ObjectStore store;
    private final List<Append> appends = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
    private boolean down;
    private int most = Integer.MAX_VALUE;

    FaultyStore(ObjectStore store) {
        this.store = store;
    }

    /** Writes the first bytes of the next append, then fails. */
    static Fault torn(int bytesTaken) {
        return (store, name, bytes, position) -> {
            store.append(name, Arrays.copyOf(bytes, bytesTaken), position);
            throw new IOException("torn");
        };
    }

    synchronized void next(Fault... next) {
        faults.addAll(Arrays.asList(next));
    }

    /** From now on an object accepts at most this number of appends. */
    synchronized void takes(int appendsToAnObject) {
        most = appendsToAnObject;
    }

    synchronized void down(boolean isDown) {
        down = isDown;
    }

    /** Blocks appends until {@link #release}. */
    void hold() {
        gate.drainPermits();
    }

    void release() {
        gate.release(Integer.MAX_VALUE / 2);
    }

    /** Whether an append waits to be released. */
    boolean holding() {
        return gate.hasQueuedThreads();
    }

    synchronized List<Append> appends() {
        return List.copyOf(appends);
    }

    @Override
    public boolean append(String name, byte[] bytes, long position) throws IOException {
        gate.acquireUninterruptibly();
        return fault(name, bytes, position).append(store, name, bytes, position);
    }

    private synchronized Fault fault(String name, byte[] bytes, long position) {
        boolean full = appends.stream().filter(each -> each.name().equals(name)).count() >= most;
        appends.add(new Append(name, new String(bytes, StandardCharsets.US_ASCII), position));
        if (down) {
            return DOWN;
        }
        if (full) {
            return REFUSED;
        }
        return faults.isEmpty() ? ObjectStore::append : faults.poll();
    }

    @Override
    public Optional<String> create(String name, ObjectContent content) throws IOException {
        return store.create(name, content);
    }

    @Override
    public Optional<StoredObject> read(String name) throws IOException {
        return store.read(name);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return store.open(name);
    }

    @Override
    public Optional<ObjectInfo> info(String name) throws IOException {
        return store.info(name);
    }

    @Override
    public Optional<String> replace(String name, byte[] content, String expectedVersion) throws IOException {
        return store.replace(name, content, expectedVersion);
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public Instant now() throws IOException {
        return store.now();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
