package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.LedgerHistory.Tail;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectRefusedException;
import org.opencompliance.archiver.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chains lines and appends them to the writer's files; used by one thread.
 *
 * <p>A block of lines goes to its position with the same bytes until the storage area has it. When the object does not
 * end at that position, either only the answer was lost and the object ends with the block, or the file differs. A
 * file that differs, or that accepts no more data, stays as it is, and the missing lines go to a new file.
 */
final class LedgerAppender {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerAppender.class);

    /** A line that is not in the chain yet. */
    record Line(Instant at, String fields) {}

    /** A block of complete lines; the first ones are the header lines of a new file. */
    private record Block(byte[] bytes, int[] ends, List<LedgerFormat.Encoded> lines, int headers) {}

    private final ObjectStore store;
    private final LedgerSettings settings;
    private final LedgerHistory history;
    private final LedgerRetry retry;

    private LedgerFile file;
    private LedgerFile previous;
    private boolean known;
    private boolean left;
    private ObjectRefusedException refusal;
    private long tornBytes;
    private long n;
    private String hash = LedgerLine.NO_HASH;
    private long position;
    private int appends;
    private List<String> headers = List.of();

    LedgerAppender(ObjectStore store, LedgerSettings settings, LedgerRetry retry) {
        this.store = store;
        this.settings = settings;
        this.history = new LedgerHistory(store, settings.connector());
        this.retry = retry;
    }

    /**
     * Makes lines of one day durable.
     *
     * @throws IOException when the ledger is closing and the storage area did not accept them in time
     */
    void write(LocalDate day, List<Line> lines) throws IOException, InterruptedException {
        List<Line> rest = lines;
        while (!rest.isEmpty()) {
            if (full(day)) {
                retry.until(() -> {
                    begin(day);
                    return file;
                });
            }
            Block block = block(rest);
            int kept = put(block);
            rest = rest.subList(Math.max(0, kept - block.headers()), rest.size());
        }
    }

    private boolean full(LocalDate day) {
        return file == null
                || left
                || !file.day().equals(day)
                || appends >= settings.maxAppends()
                || position >= settings.maxFileBytes();
    }

    private void begin(LocalDate day) throws IOException {
        if (!known) {
            Optional<Tail> tail = history.last(settings.writer());
            previous = tail.map(Tail::file).orElse(null);
            tornBytes = tail.map(Tail::tornBytes).orElse(0L);
            n = tail.map(Tail::last).map(LedgerLine::n).orElse(0L);
            hash = tail.map(Tail::last).map(LedgerLine::hash).orElse(LedgerLine.NO_HASH);
        } else if (file != null) {
            previous = file;
            tornBytes = 0;
        }
        known = true;
        left = false;
        file = null;
        headers = headers(day);
        int number = previous == null ? 1 : previous.number() + 1;
        file = new LedgerFile(settings.connector(), day, settings.writer(), number);
        position = 0;
        appends = 0;
    }

    private List<String> headers(LocalDate day) throws IOException {
        Map<String, Object> opened = new TreeMap<>();
        if (previous != null) {
            opened.put("previous", previous.name());
        }
        if (tornBytes > 0) {
            opened.put("tornBytes", tornBytes);
        }
        List<String> lines = new ArrayList<>();
        lines.add(LedgerFormat.fields(LedgerLine.OPENED, opened));
        for (Tail other : history.others(settings.writer(), day)) {
            LedgerLine last = other.last();
            Map<String, Object> seen = Map.of("file", other.file().name(), "n", last.n(), "hash", last.hash());
            lines.add(LedgerFormat.fields(LedgerLine.SEEN, seen));
        }
        return lines;
    }

    private Block block(List<Line> lines) {
        List<Line> all = new ArrayList<>();
        headers.forEach(header -> all.add(new Line(lines.get(0).at(), header)));
        all.addAll(lines);
        List<LedgerFormat.Encoded> encoded = new ArrayList<>(all.size());
        int[] ends = new int[all.size()];
        StringBuilder text = new StringBuilder();
        String prev = hash;
        for (int i = 0; i < all.size(); i++) {
            Line line = all.get(i);
            LedgerFormat.Encoded next = LedgerFormat.line(n + 1 + i, line.at(), settings.writer(), line.fields(), prev);
            encoded.add(next);
            prev = next.hash();
            text.append(next.text()).append('\n');
            ends[i] = text.length();
        }
        return new Block(text.toString().getBytes(StandardCharsets.ISO_8859_1), ends, encoded, headers.size());
    }

    /**
     * Writes a block at its position and returns the number of durable lines; if some are missing, a new file must
     * follow.
     */
    private int put(Block block) throws IOException, InterruptedException {
        boolean taken = retry.until(() -> append(block));
        if (!taken) {
            Optional<byte[]> there = retry.until(() -> read(file.name(), block.bytes().length + 1));
            if (there.isEmpty() || !Arrays.equals(there.get(), block.bytes())) {
                return leave(there, block);
            }
        }
        retry.succeeded();
        n += block.lines().size();
        hash = block.lines().get(block.lines().size() - 1).hash();
        position += block.bytes().length;
        appends++;
        headers = List.of();
        return block.lines().size();
    }

    private boolean append(Block block) throws IOException {
        refusal = null;
        try {
            return store.append(file.name(), block.bytes(), position);
        } catch (ObjectRefusedException e) {
            // an earlier attempt can have written the block although this one did not
            refusal = e;
            return false;
        }
    }

    /** Leaves a file with unexpected content, and returns the number of lines of the block that it contains. */
    private int leave(Optional<byte[]> there, Block block) throws IOException, InterruptedException {
        int kept = there.map(bytes -> taken(block, bytes)).orElse(0);
        if (refusal != null && there.isPresent() && there.get().length == 0) {
            endRefused();
            return kept;
        }
        if (there.isEmpty() && position > 0) {
            // the file was removed: the chain continues from its last line, so verification shows the removal
            left = true;
        } else {
            known = false;
            file = null;
        }
        retry.failed(new IOException("a file of the ledger does not end as it was written, " + kept
                + " lines of the last block are in it; a new file follows"));
        return kept;
    }

    /**
     * A file ends as written and accepts no more data. A file without lines is retried, because a new one would most
     * likely be rejected too.
     */
    private void endRefused() throws IOException, InterruptedException {
        if (position == 0) {
            retry.failed(refusal);
            return;
        }
        left = true;
        LOG.warn("A file of the ledger is followed by a new one, nothing is lost. {}", refusal.getMessage());
    }

    private Optional<byte[]> read(String name, int length) throws IOException {
        Optional<ObjectInfo> there = store.info(name);
        if (there.isEmpty() || there.get().size() <= position) {
            return there.map(info -> new byte[0]);
        }
        try (InputStream in = store.open(name)) {
            long skipped = in.skip(position);
            while (skipped < position && in.read() >= 0) {
                skipped++;
            }
            return Optional.of(in.readNBytes(length));
        }
    }

    /** Number of complete lines of a block in an object at its position. */
    private static int taken(Block block, byte[] there) {
        int mismatch = Arrays.mismatch(block.bytes(), there);
        int same = mismatch < 0 ? there.length : mismatch;
        int lines = 0;
        while (lines < block.ends().length && block.ends()[lines] <= same) {
            lines++;
        }
        return lines;
    }
}
