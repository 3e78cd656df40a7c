package org.opencompliance.archiver.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.storage.CountedRequests;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;

/** A look for collections without a report costs what has none, however many there ever were. */
class OpenCollectionsAreListedOnceTest {

    private static final Instant THEN = Instant.parse("2026-11-20T00:00:00Z");
    private static final int MANY = 30;

    @TempDir
    Path folder;

    @Test
    void aCollectionWithAReportIsReadOnceAndListedSeldom() throws IOException {
        try (LocalObjectStore area = LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC())) {
            CountedRequests requests = new CountedRequests(area);
            JsonObjects<OpenCollection> records = new JsonObjects<>(area, OpenCollection.class);
            for (int i = 0; i < MANY; i++) {
                records.create(
                        "state/wechat/collections/run-" + i + ".json",
                        new OpenCollection("run-" + i, THEN, THEN, THEN, THEN, true, i == 7 ? null : THEN, "good"));
            }
            OpenCollections collections = new OpenCollections(requests.store(), "wechat", 1_000_000_000);
            assertThat(collections.unreported()).extracting(OpenCollection::run).containsExactly("run-7");
            assertThat(requests.take()).isEqualTo(Map.of("list", 1, CountedRequests.LISTED, MANY, "read", MANY));

            assertThat(collections.unreported()).hasSize(1);
            assertThat(requests.take()).isEqualTo(Map.of("read", 1));
            collections.reported("run-7", "good");
            assertThat(collections.unreported()).isEmpty();
        }
    }
}
