package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.hostile.Entries.attested;
import static org.opencompliance.archiver.hostile.Entries.entry;
import static org.opencompliance.archiver.hostile.Entries.page;
import static org.opencompliance.archiver.hostile.Entries.pageBefore;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.hostile.HostileSource.Behaviour;

/** Reading any response of the source ends, and the log states the limit. */
class SourceAnswersAreBoundedRouteIT {

    private static final long ONE_SECOND = 1_000;

    @TempDir
    static Path directory;

    private static HostileSourceUnderTest hostile;

    @BeforeAll
    static void start() throws Exception {
        hostile = new HostileSourceUnderTest(
                directory,
                Map.of(
                        "telemessage.listing-limit", "256KB",
                        "telemessage.listing-entries", "500",
                        "archiver.fetch-limit", "1MB"));
    }

    @AfterAll
    static void stop() throws Exception {
        hostile.close();
    }

    @BeforeEach
    void prepare() {
        hostile.nextScene();
    }

    /** The next collection succeeds. */
    @AfterEach
    void heal() {
        hostile.nextScene();
        hostile.listing(attested(entry("healed", hostile.scene().archivedAt())));
        assertThat(hostile.collectAndImport().incomplete()).isNull();
        assertThat(hostile.archivedOnly("healed")).isTrue();
    }

    private static String whyIncomplete(Behaviour behaviour) {
        return hostile.behaving(behaviour).collect().incomplete();
    }

    @Test
    void aHeaderWithoutEndIsNotReadOn() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.write("HTTP/1.1 200 OK\r\nX-Endless: ");
                    wire.repeat("x", -1);
                }))
                .contains("headers");
    }

    @Test
    void aStatusLineWithoutEndIsNotReadOn() {
        assertThat(whyIncomplete((ask, wire) -> wire.repeat("HTTP/1.1 200 ", -1)))
                .contains("headers");
    }

    @Test
    void headersWithoutEndAreNotReadOn() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.write("HTTP/1.1 200 OK\r\n");
                    wire.repeat("X-Many: 1\r\n", -1);
                }))
                .contains("headers");
    }

    @Test
    void headersThatDripAreBrokenOff() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.write("HTTP/1.1 200 OK\r\n");
                    wire.drip("X-Slow: 1\r\n", 50);
                }))
                .contains("headers")
                .contains("telemessage.slow-allowance");
    }

    @Test
    void anErrorWithoutEndIsReadTo64KilobytesAndIsStillThatError() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.begin(500);
                    wire.repeat("error ", -1);
                }))
                .isEqualTo("The source answered HTTP 500 with more text than the 64 KB that are read of an error");
    }

    @Test
    void anErrorThatDripsIsStillThatError() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.begin(500);
                    wire.drip("error ", 50);
                }))
                .isEqualTo("The source answered HTTP 500");
    }

    @Test
    void aListingOverItsSizeIsNotReadOn() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.begin(200);
                    wire.write("{\"items\":[],\"more\":[");
                    wire.repeat("0,", -1);
                }))
                .contains("262144 bytes")
                .contains("telemessage.listing-limit");
    }

    @Test
    void aListingOfNothingButBlanksIsNotReadOn() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.begin(200);
                    wire.write("{\"items\":[");
                    wire.repeat(" ", -1);
                }))
                .contains("telemessage.listing-limit");
    }

    @Test
    void aTextWithoutEndIsNotReadOn() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.begin(200);
                    wire.write("{\"items\":[{\"id\":\"");
                    wire.repeat("x", -1);
                }))
                .contains("telemessage.listing-limit");
    }

    @Test
    void aListingOfTooManyEntriesIsNotReadOn() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.begin(200);
                    wire.write("{\"items\":[{}");
                    wire.repeat(",{}", -1);
                }))
                .contains("500 entries")
                .contains("telemessage.listing-entries");
    }

    @Test
    void aListingThatIsNestedTooDeepIsNotReadOn() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.begin(200);
                    wire.write("{\"items\":[{\"id\":");
                    wire.repeat("[", -1);
                }))
                .contains("nested deeper than 16");
    }

    @Test
    void aListingThatDripsIsBrokenOff() {
        assertThat(whyIncomplete((ask, wire) -> {
                    wire.begin(200);
                    wire.write("{\"items\":[]");
                    wire.drip(" ", 50);
                }))
                .contains("telemessage.minimum-rate");
    }

    @Test
    void aCursorThatCannotBeAskedForIsNoListing() {
        assertThat(whyIncomplete((ask, wire) -> wire.json(pageBefore("x".repeat(5_000)))))
                .matches("The source's answer is not a listing: it has a cursor that cannot be asked for "
                        + "\\(line 1, column [0-9]+\\)");
    }

    @Test
    void pagesWithoutANewItemAreNotFollowedForEver() {
        AtomicInteger cursor = new AtomicInteger();
        String known = entry("known", hostile.scene().archivedAt());

        String why = whyIncomplete((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(pageBefore("c" + cursor.incrementAndGet(), known));
            } else {
                wire.message(hostile.mail("known"));
            }
        });

        assertThat(why).contains("20 pages in a row without a new item");
        assertThat(cursor.get()).isEqualTo(21);
    }

    @Test
    void itemsThatDripKeepNoOtherFromBeingFetched() {
        String[] entries = IntStream.range(0, 34)
                .mapToObj(i -> entry("item-" + i, hostile.scene().archivedAt()))
                .toArray(String[]::new);
        Set<String> slow = Set.of("item-0", "item-1", "item-2", "item-3");
        hostile.behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(attested(entries));
            } else if (slow.contains(ask.id())) {
                wire.beginChunked(200);
                wire.drip("1\r\nx\r\n", ONE_SECOND / 10);
            } else {
                wire.message(hostile.mail(ask.id()));
            }
        });

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.scene().archived("ann")).hasSize(30);
        assertThat(slow).allSatisfy(id -> assertThat(hostile.archiver().letters(id))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.reason()).isEqualTo(Reason.FETCH_FAILED);
                    assertThat(letter.detail()).contains("telemessage.minimum-rate");
                }));
    }

    @Test
    void anItemThatGivesMoreThanWasListedIsNotReadToItsEnd() {
        String large = entry("large", hostile.scene().archivedAt()).replace("}", ",\"sizeBytes\":10}");
        endless(large);

        assertThat(hostile.archiver().letters("large"))
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.CHECKSUM_MISMATCH);
    }

    @Test
    void anItemWithoutASizeIsReadToTheFetchLimitOnce() {
        endless(entry("unsized", hostile.scene().archivedAt()));

        assertThat(hostile.archiver().letters("unsized"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.ITEM_TOO_LARGE));
        assertThat(hostile.source().fetched().stream().filter("unsized"::equals))
                .hasSize(1);
    }

    @Test
    void anItemThatFailsHoldsUpNoPage() {
        String first = entry("failing", hostile.scene().archivedAt());
        String second = entry("next", hostile.scene().archivedAt());
        hostile.behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(ask.query("cursor") == null ? pageBefore("next", first) : page(second));
            } else if (ask.id().equals("failing")) {
                wire.answer(500, "", "");
            } else {
                wire.message(hostile.mail(ask.id()));
            }
        });
        int asked = hostile.source().fetched().size();

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.source().fetched().stream().skip(asked))
                .containsExactly("failing", "next", "failing", "failing");
        assertThat(hostile.archivedOnly("next")).isTrue();
        assertThat(hostile.archiver().letters("failing"))
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.FETCH_FAILED);
    }

    private static void endless(String entry) {
        AtomicBoolean brokenOff = new AtomicBoolean();
        hostile.behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(attested(entry));
                return;
            }
            wire.beginChunked(200);
            try {
                wire.repeatChunks();
            } finally {
                brokenOff.set(true);
            }
        });

        assertThat(hostile.collect().incomplete()).isNull();
        assertThat(brokenOff).isTrue();
    }

    @Test
    void anItemThatTheSourceAsksToWaitForHoldsUpNoPage() {
        String first = entry("busy", hostile.scene().archivedAt());
        String second = entry("other", hostile.scene().archivedAt());
        hostile.behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(ask.query("cursor") == null ? pageBefore("next", first) : page(second));
            } else if (ask.id().equals("busy")) {
                wire.answer(429, "Retry-After: 999999999\r\n", "");
            } else {
                wire.message(hostile.mail(ask.id()));
            }
        });

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.archivedOnly("other")).isTrue();
        assertThat(hostile.archiver().letters("busy")).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.FETCH_FAILED);
            assertThat(letter.detail()).contains("HTTP 429");
        });
    }

    @Test
    void anItemThatIsThereAtTheEndOfTheWindowIsFetchedThen() {
        AtomicInteger tries = new AtomicInteger();
        hostile.behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(attested(entry("late", hostile.scene().archivedAt())));
            } else if (tries.incrementAndGet() == 1) {
                wire.answer(429, "Retry-After: 60\r\n", "");
            } else {
                wire.message(hostile.mail(ask.id()));
            }
        });

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.archivedOnly("late")).isTrue();
        assertThat(hostile.archiver().letters("late")).isEmpty();
    }
}
