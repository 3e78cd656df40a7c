package org.opencompliance.archiver.ledger.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.storage.ObjectStore;

/** A writer of a ledger whose bytes reach the storage area when the test says so, also half a line. */
public final class ScriptedWriter {

    private final ObjectStore store;
    private final String connector;
    private final String writer;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private LedgerFile file;
    private long position;
    private long n;
    private String prev = LedgerLine.NO_HASH;

    public ScriptedWriter(ObjectStore store, String connector, String writer) {
        this.store = store;
        this.connector = connector;
        this.writer = writer;
    }

    /** Adds a line that is not in the storage area yet. */
    public void record(Instant at, LedgerEvent event) throws IOException {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        if (file == null || !file.day().equals(day)) {
            nextFile(at);
        }
        line(at, LedgerFormat.fields(event));
    }

    /** Writes all that waits, and goes on in a new file. */
    public void nextFile(Instant at) throws IOException {
        write(waiting.size());
        int number = file == null ? 1 : file.number() + 1;
        file = new LedgerFile(connector, LocalDate.ofInstant(at, ZoneOffset.UTC), writer, number);
        position = 0;
        line(at, LedgerFormat.fields(LedgerLine.OPENED, Map.of()));
    }

    /** Loses what is not written, also half a line that is, and goes on in a new file. */
    public void crash(Instant at) throws IOException {
        waiting.reset();
        nextFile(at);
    }

    private void line(Instant at, String fields) {
        LedgerFormat.Encoded line = LedgerFormat.line(++n, at, writer, fields, prev);
        prev = line.hash();
        waiting.writeBytes((line.text() + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Number of bytes that are not in the storage area. */
    public int waiting() {
        return waiting.size();
    }

    /** Brings the next bytes into the storage area. */
    public void write(int bytes) throws IOException {
        if (bytes == 0) {
            return;
        }
        byte[] all = waiting.toByteArray();
        byte[] now = Arrays.copyOf(all, bytes);
        if (!store.append(file.name(), now, position)) {
            throw new IOException(file.name() + " does not end at " + position);
        }
        position += bytes;
        waiting.reset();
        waiting.write(all, bytes, all.length - bytes);
    }

    /** The object that it writes. */
    public String object() {
        return file.name();
    }
}
