package org.opencompliance.archiver.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Some elements of a stream of unknown length, each with the same chance (reservoir sampling, algorithm R). For one thread.
 *
 * @param <T> the elements
 */
final class Sample<T> {

    private final List<T> chosen = new ArrayList<>();
    private final int size;
    private final RandomGenerator random;
    private long seen;

    Sample(int size, RandomGenerator random) {
        this.size = size;
        this.random = random;
    }

    void offer(T element) {
        seen++;
        if (chosen.size() < size) {
            chosen.add(element);
            return;
        }
        long place = random.nextLong(seen);
        if (place < size) {
            chosen.set((int) place, element);
        }
    }

    List<T> chosen() {
        return List.copyOf(chosen);
    }
}
