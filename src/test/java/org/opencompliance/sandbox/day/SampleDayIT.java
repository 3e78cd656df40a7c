package org.opencompliance.sandbox.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.site.SiteItem;

class SampleDayIT {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    /** Created once, because it takes a second. */
    private static final SampleDay STANDARD = SampleDay.on(DAY).make();

    @Test
    void theSameSeedMakesTheSameBytesAndAnotherOneOthers() {
        SampleDay same = SampleDay.on(DAY).make();
        SampleDay other = SampleDay.on(DAY).seed(2).make();

        assertThat(listed(same)).isEqualTo(listed(STANDARD));
        assertThat(same.expected()).isEqualTo(STANDARD.expected());
        assertThat(same.mappingCsv()).isEqualTo(STANDARD.mappingCsv());
        assertThat(listed(other)).isNotEqualTo(listed(STANDARD));
    }

    @Test
    void everyItemIsWrittenAsItIsListed() {
        assertThat(STANDARD.items())
                .filteredOn(item -> item.listed().size() < 100_000_000)
                .allSatisfy(item -> assertThat(Digest.of(item.content())).isEqualTo(item.listed()));
    }

    @Test
    void itIsAsLargeAsItSays() {
        long bytes = STANDARD.items().stream().mapToLong(SiteItem::actualSize).sum();

        assertThat(STANDARD.items()).hasSizeGreaterThanOrEqualTo(320).hasSizeLessThan(330);
        assertThat(bytes).isBetween(40_000_000L, 75_000_000L);
        assertThat(STANDARD.users().stream().filter(TenantUser::mailbox)).hasSize(40);
        assertThat(STANDARD.items())
                .allMatch(item -> !item.archivedAt().isBefore(STANDARD.from())
                        && item.archivedAt().isBefore(STANDARD.to()));
    }

    @Test
    void everyItemIsExpectedSomewhere() {
        assertThat(STANDARD.expected().keySet())
                .isEqualTo(STANDARD.items().stream().map(SiteItem::id).collect(Collectors.toSet()));
        Set<String> mailboxes = STANDARD.users().stream()
                .filter(TenantUser::mailbox)
                .map(TenantUser::id)
                .collect(Collectors.toSet());
        assertThat(STANDARD.expected().values()).allSatisfy(expected -> {
            assertThat(mailboxes).containsAll(expected.mailboxes());
            assertThat(expected.mailboxes().isEmpty()).isEqualTo(expected.sent() == null);
        });
    }

    @Test
    void theTotalsAddUp() {
        Totals totals = STANDARD.totals();

        assertThat(totals.availableFromSource()).isEqualTo(STANDARD.items().size());
        assertThat(totals.availableForImport())
                .isEqualTo(totals.imported() + totals.partiallyImported() + totals.skipped() + totals.failed());
        assertThat(totals.partiallyImported()).isEqualTo(2);
        assertThat(totals.failed()).isEqualTo(5);
        assertThat(totals.imported()).isGreaterThan(600);
        assertThat(reasons(STANDARD)).isEqualTo(Map.of("unmapped", 3, "malformed", 1, "item-too-large", 2));
        assertThat(outcomes(STANDARD, Expected.Outcome.RECORDED_ONLY)).hasSize(3);
        assertThat(outcomes(STANDARD, Expected.Outcome.PARKED_AT_COLLECTION)).hasSize(1);
    }

    @Test
    void everyKindOfMessageAndEveryOddityIsThere() {
        String heads = STANDARD.items().stream().map(SampleDayIT::head).collect(Collectors.joining("\n"));

        for (MessageKind kind : MessageKind.values()) {
            assertThat(heads)
                    .contains("X-TELEMESSAGE-MessageType: " + HeaderText.text(kind.header(), StandardCharsets.UTF_8)
                            + "\r\n");
        }
        assertThat(STANDARD.expected()).containsKeys(OddItems.hostileIds().toArray(new String[0]));
        assertThat(heads)
                .contains("RECALLED")
                .contains("charset=GB18030")
                .contains(" <>")
                .contains("filename*0*=");
        Map<String, List<String>> byCase =
                STANDARD.expected().keySet().stream().collect(Collectors.groupingBy(id -> id.toLowerCase(Locale.ROOT)));
        assertThat(byCase.values()).anyMatch(ids -> ids.size() == 2);
    }

    @Test
    void copiesOfAMessageHaveTheirOwnIdsAndOwners() {
        Map<String, List<String>> owners = new HashMap<>();
        for (SiteItem item : STANDARD.items()) {
            owners.computeIfAbsent(line(item, "Message-ID:"), id -> new ArrayList<>())
                    .add(line(item, "X-TELEMESSAGE-ArchiveInitiator:"));
        }
        owners.remove("");

        assertThat(owners.values()).anyMatch(copies -> copies.size() == 6);
        assertThat(owners.values()).allSatisfy(copies -> assertThat(copies).doesNotHaveDuplicates());
    }

    @Test
    void theMappingIsNeededAndNumbersAreWrittenInMoreThanOneWay() {
        assertThat(STANDARD.mappingCsv()).startsWith("External User ID,Microsoft 365 User Mailbox\n");
        assertThat(STANDARD.mappingCsv().lines().skip(1))
                .allMatch(line -> line.matches("(\\+|00)?\\d{7,15},\\S+@\\S+"))
                .anyMatch(line -> line.startsWith("+"))
                .anyMatch(line -> line.startsWith("00"));
    }

    @Test
    void attachmentsThatAreKeptFitIntoOneRequestUnlessLargeOnesAreAskedFor() {
        assertThat(STANDARD.items())
                .filteredOn(item -> STANDARD.expected().get(item.id()).outcome() == Expected.Outcome.IMPORTED)
                .allMatch(item -> item.actualSize() < 3_500_000);
        SampleDay large = SampleDay.on(DAY).odd(false).items(4).large(4).make();
        assertThat(large.items()).hasSize(4).allMatch(item -> item.actualSize() > 12_000_000);
    }

    @Test
    void withoutOdditiesThereAreExactlyAsManyItemsAsAskedForAndAllAreImported() {
        SampleDay plain = SampleDay.on(DAY).odd(false).items(500).make();

        assertThat(plain.items()).hasSize(500);
        assertThat(plain.totals().failed()).isZero();
        assertThat(plain.totals().availableForImport()).isEqualTo(plain.totals().imported());
    }

    private static List<String> listed(SampleDay day) {
        return day.items().stream()
                .map(item -> item.id() + item.type() + item.archivedAt() + item.listed())
                .toList();
    }

    private static Map<String, Integer> reasons(SampleDay day) {
        Map<String, Integer> reasons = new HashMap<>();
        day.expected().values().stream()
                .map(Expected::reason)
                .filter(reason -> !reason.isEmpty())
                .forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        return reasons;
    }

    private static List<Expected> outcomes(SampleDay day, Expected.Outcome outcome) {
        return day.expected().values().stream()
                .filter(expected -> expected.outcome() == outcome)
                .toList();
    }

    private static String head(SiteItem item) {
        byte[] bytes = item.content().bytes();
        return new String(bytes, 0, Math.min(bytes.length, 20_000), StandardCharsets.UTF_8);
    }

    private static String line(SiteItem item, String name) {
        return Arrays.stream(head(item).split("\r\n"))
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElse("");
    }
}
