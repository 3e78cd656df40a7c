package org.opencompliance.archiver.ledger.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryTableTest {

    private static final int ITEMS = 50;

    private final EntryTable<Integer> table = new EntryTable<>();

    @Test
    void holdsWhatAMapForEachItemHolds() {
        Random random = new Random(1);
        Map<Integer, Map<String, Integer>> maps = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            int item = random.nextInt(ITEMS);
            String key = "m" + random.nextInt(20);
            int value = random.nextInt(3);
            table.merge(item, key, value, Integer::sum);
            maps.computeIfAbsent(item, number -> new LinkedHashMap<>()).merge(key, value, Integer::sum);
        }
        for (int item = 0; item < ITEMS; item++) {
            Map<String, Integer> map = maps.getOrDefault(item, Map.of());
            assertThat(table.count(item)).isEqualTo(map.size());
            assertThat(entries(item)).isEqualTo(map.toString());
            assertThat(table.anyMatch(item, value -> value > 15))
                    .isEqualTo(map.values().stream().anyMatch(value -> value > 15));
        }
    }

    @Test
    void hasNoEntryOfAnotherItem() {
        table.merge(7, "m1", 1, Integer::sum);

        assertThat(table.count(6)).isZero();
        assertThat(table.count(8)).isZero();
        assertThat(table.anyMatch(0, value -> true)).isFalse();
    }

    private String entries(int item) {
        List<String> entries = new ArrayList<>();
        table.forEach(item, (key, value) -> entries.add(key + "=" + value));
        return "{" + String.join(", ", entries) + "}";
    }
}
