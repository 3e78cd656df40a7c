package org.opencompliance.archiver.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.storage.CountedRequests;
import org.opencompliance.archiver.work.StagedItem;

/** The originals of a day of a shared area are listed once for a collection. */
class StagedOriginalsAreListedByDayTest {

    @TempDir
    Path directory;

    private WorkArea area;
    private CountedRequests requests;
    private StagedOriginals originals;

    @BeforeEach
    void openArea() throws IOException {
        area = new WorkArea(directory);
        requests = new CountedRequests(area.store);
        originals = new StagedOriginals(requests.store(), true, 3);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private static StagedItem item(int number) {
        return WorkArea.item("item-" + number);
    }

    private boolean isFound(int number) throws IOException {
        return originals.find(item(number).name()).isPresent();
    }

    @Test
    void newItemsOfADayNeedOneListing() throws IOException {
        area.stage(item(0));

        for (int i = 1; i <= 5; i++) {
            assertThat(isFound(i)).isFalse();
        }
        assertThat(requests.take()).isEqualTo(Map.of("list", 1, CountedRequests.LISTED, 1));
    }

    @Test
    void anItemThatIsListedIsLookedUp() throws IOException {
        area.stage(item(0));

        assertThat(isFound(0)).isTrue();
        assertThat(requests.take()).containsEntry("info", 1);
    }

    @Test
    void eachItemOfADayWithManyIsLookedUp() throws IOException {
        for (int i = 0; i < 4; i++) {
            area.stage(item(i));
        }

        assertThat(isFound(3)).isTrue();
        assertThat(isFound(4)).isFalse();
        assertThat(isFound(5)).isFalse();
        assertThat(requests.take()).containsEntry("list", 1).containsEntry("info", 3);
    }

    @Test
    void eachDayHasItsOwnList() throws IOException {
        StagedItem yesterday = WorkArea.item("item-9", WorkArea.NOW.minus(Duration.ofDays(1)));

        assertThat(isFound(1)).isFalse();
        assertThat(originals.find(yesterday.name())).isEmpty();
        assertThat(requests.take()).isEqualTo(Map.of("list", 2));
    }

    @Test
    void theNextCollectionListsAgain() throws IOException {
        assertThat(isFound(1)).isFalse();
        area.stage(item(1));
        originals.forget();

        assertThat(isFound(1)).isTrue();
    }

    @Test
    void anAreaOfOneProcessIsNotListed() throws IOException {
        StagedOriginals local = new StagedOriginals(requests.store(), false);

        assertThat(local.find(item(1).name())).isEmpty();
        assertThat(requests.take()).isEqualTo(Map.of("info", 1));
    }
}
