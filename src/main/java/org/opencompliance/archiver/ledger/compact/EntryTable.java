package org.opencompliance.archiver.ledger.compact;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * A small map for each numbered item, from one of few different texts to one of few different values: 8 bytes for each item, and 12
 * for each entry. The time of an operation grows with the entries of the item. Not thread-safe.
 *
 * @param <T> immutable, with {@code equals}
 */
public final class EntryTable<T> {

    private final Numbered<String> keys = new Numbered<>();
    private final Numbered<T> values = new Numbered<>();
    private final Column first = new Column();
    private final Column counts = new Column();

    private final Column key = new Column();
    private final Column value = new Column();
    private final Column next = new Column();
    private int size;

    /**
     * Puts a value.
     *
     * @param then makes one of an existing value and this one
     */
    public void merge(int item, String text, T added, BinaryOperator<T> then) {
        int entry = find(item, keys.number(text));
        T now = entry == 0 ? added : then.apply(value(entry), added);
        if (entry == 0) {
            entry = ++size;
            key.set(entry, keys.number(text));
            next.set(entry, first.get(item));
            first.set(item, entry);
            counts.set(item, counts.get(item) + 1);
        }
        value.set(entry, values.number(now));
    }

    /** The place of an entry from 1; 0 for none. */
    private int find(int item, int number) {
        int entry = first.get(item);
        while (entry != 0 && key.get(entry) != number) {
            entry = next.get(entry);
        }
        return entry;
    }

    private T value(int entry) {
        return values.value(value.get(entry));
    }

    /** Number of entries of an item. */
    public int count(int item) {
        return counts.get(item);
    }

    /** Whether one of the values of an item matches. */
    public boolean anyMatch(int item, Predicate<T> condition) {
        for (int entry = first.get(item); entry != 0; entry = next.get(entry)) {
            if (condition.test(value(entry))) {
                return true;
            }
        }
        return false;
    }

    /** Passes the entries of an item to the consumer, in the order of their first use. */
    public void forEach(int item, BiConsumer<String, T> consumer) {
        Deque<Integer> order = new ArrayDeque<>();
        for (int entry = first.get(item); entry != 0; entry = next.get(entry)) {
            order.push(entry);
        }
        order.forEach(entry -> consumer.accept(keys.value(key.get(entry)), value(entry)));
    }
}
