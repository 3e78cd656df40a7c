package org.opencompliance.archiver.ledger.compact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers values from 0 in the order of their first use and holds each once: for the few different mailboxes, writers or
 * reasons of many lines. Not thread-safe.
 *
 * @param <T> immutable, with {@code equals}
 */
public final class Numbered<T> {

    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    /** The number of a value, a new one for a new value. */
    public int number(T value) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        numbers.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    /** The value with a number. */
    public T value(int number) {
        return values.get(number);
    }

    /** Number of values. */
    public int size() {
        return values.size();
    }
}
