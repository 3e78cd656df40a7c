package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.hostile.Entries.attested;
import static org.opencompliance.archiver.hostile.Entries.entry;
import static org.opencompliance.archiver.hostile.Entries.page;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.Windows;

/** The clock, the login and the absence of the source. */
class SourceIsNotTrustedRouteIT {

    private static final Duration LAG = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private HostileSourceUnderTest hostile;

    @BeforeEach
    void start() throws Exception {
        hostile = new HostileSourceUnderTest(directory, Map.of("telemessage.retries", "0"));
    }

    @AfterEach
    void stop() throws Exception {
        hostile.close();
    }

    private Instant now() {
        return hostile.sandbox().clock().instant();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mon, 01 Jan 0001 00:00:00 GMT", "yesterday", "'", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void aDateThatCannotBeRightMovesNothingAndStopsNothing(String date) throws Exception {
        hostile.behaving((ask, wire) -> wire.answer(200, "Date: " + date + "\r\n", page()));

        var collection = hostile.archiver().collect();

        assertThat(collection.incomplete()).isNull();
        assertThat(collection.windows())
                .containsExactly(new Window(now().minus(LAG).minus(DAY), now().minus(LAG)));
        assertThat(hostile.archiver().completedTo()).isEqualTo(now().minus(LAG));
        Windows windows = hostile.archiver().bean("windows", Windows.class);
        assertThat(windows.skewed() || windows.clockUnreadable()).isTrue();
    }

    @Test
    void twoDatesAreNone() {
        String both = "Date: Sat, 21 Nov 2026 02:00:00 GMT\r\nDate: Sat, 21 Nov 2026 02:00:00 GMT\r\n";
        hostile.behaving((ask, wire) -> wire.answer(200, both, page()));

        assertThat(hostile.archiver().collect().incomplete()).isNull();
    }

    @Test
    void theFirstCollectionOfASourceThatWasAwayBeginsWhereItWouldHaveBegun() {
        Instant before = now();
        assertThat(hostile.archiver().whyNot()).contains("HTTP 503");
        Instant first = now().minus(LAG).minus(DAY);
        assertThat(first).isAfter(before.minus(LAG).minus(DAY));
        hostile.sandbox().clock().advance(Duration.ofHours(30));
        Instant archivedAt = first.plusSeconds(1);
        hostile.behaving((ask, wire) -> {
            if (!ask.isListing()) {
                wire.message(hostile.mail("early"));
            } else {
                wire.json(ask.covers(archivedAt) ? attested(entry("early", archivedAt)) : page());
            }
        });

        var collection = hostile.archiver().collect();
        hostile.archiver().awaitIdle();

        assertThat(collection.incomplete()).isNull();
        assertThat(collection.windows().get(0).from()).isEqualTo(first);
        assertThat(hostile.archivedOnly("early")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest realm=\"a\", nonce=\"b\", qop=\"auth\"",
                "Basic realm=\"a\"",
                "Bearer realm=\"a\"",
                "Digest realm=\"a\", nonce=\"b\", qop=\"auth\", Basic realm=\"a\""
            })
    void onlyABasicLoginIsEverGivenAndOnce(String challenge) {
        hostile.behaving((ask, wire) -> wire.answer(401, "WWW-Authenticate: " + challenge + "\r\n", ""));

        assertThat(hostile.collect().incomplete()).contains("refused the login");

        assertThat(hostile.source().asked())
                .singleElement()
                .satisfies(ask -> assertThat(ask.headers().get("authorization")).startsWith("Basic "));
    }
}
