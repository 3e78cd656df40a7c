package org.opencompliance.archiver.process;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bean for test routes that exhausts the memory, at places where an error can escape or get lost. */
public final class Exhaustion {

    private static final int MEGABYTE = 1 << 20;

    /** Uses all memory, in a step. */
    public int inAStep() {
        List<byte[]> taken = new ArrayList<>();
        while (true) {
            taken.add(new byte[MEGABYTE]);
        }
    }

    /** Parts, of which the second fails. */
    public Iterator<Integer> inASplit() {
        return Stream.iterate(1, part -> part + 1)
                .peek(part -> {
                    if (part > 1) {
                        inAStep();
                    }
                })
                .iterator();
    }

    /** In a separate thread without an owner. */
    public void inAThread() {
        new Thread(this::inAStep).start();
    }

    /** In the thread of a library that logs the error and continues. */
    public void inALibrary() {
        Logger library = LoggerFactory.getLogger("com.library.Pool");
        Executors.newSingleThreadExecutor().execute(() -> {
            try {
                inAStep();
            } catch (OutOfMemoryError e) { // NOSONAR as libraries do
                library.debug("A task failed", e);
            }
        });
    }
}
