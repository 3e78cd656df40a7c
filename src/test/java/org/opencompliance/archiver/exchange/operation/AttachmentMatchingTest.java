package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.client.ContentDigest;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.support.TestAttachment;

class AttachmentMatchingTest {

    private final List<MailAttachment> planned =
            List.of(TestAttachment.of("a", 1), TestAttachment.of("b", 1), TestAttachment.of("c", 1));
    private final MailAttachment first = photo(1, 10);
    private final MailAttachment second = photo(2, 10);
    private final MailAttachment third = photo(3, 10);
    private final List<MailAttachment> photos = List.of(first, second, third);
    private final Map<String, ContentDigest> contents = new HashMap<>();

    @Test
    void whatTheMessageLacksIsMissingInPlannedOrder() {
        assertThat(missing("b")).extracting(MailAttachment::name).containsExactly("a", "c");
        assertThat(missing()).extracting(MailAttachment::name).containsExactly("a", "b", "c");
    }

    @Test
    void nothingIsMissingFromAMessageWithAsManyOrMore() {
        assertThat(missing("c", "a", "b")).isEmpty();
        assertThat(missing("a", "b", "x", "y")).isEmpty();
    }

    @Test
    void namesThatExchangeChangedAreCountedInOrder() {
        assertThat(missing("A (1)")).extracting(MailAttachment::name).containsExactly("b", "c");
    }

    @Test
    void aDoubleHidesNoMissingAttachment() {
        assertThat(missing("a", "a", "b")).extracting(MailAttachment::name).containsExactly("c");
        assertThat(missing(photos, stored("1", first), stored("2", first), stored("3", third)))
                .containsExactly(second);
    }

    @Test
    void ofOneNameTheContentDecides() {
        assertThat(missing(photos, stored("1", first))).containsExactly(second, third);
        assertThat(missing(photos, stored("1", second))).containsExactly(first, third);
        assertThat(missing(photos, stored("1", third), stored("2", first))).containsExactly(second);
        assertThat(missing(photos, stored("1", third), stored("2", first), stored("3", second)))
                .isEmpty();
    }

    @Test
    void equalContentsOfOneNameAreCounted() {
        List<MailAttachment> twins = List.of(photo(1, 10), photo(1, 10));

        assertThat(missing(twins, stored("1", twins.get(0)))).hasSize(1);
        assertThat(missing(twins, stored("1", twins.get(0)), stored("2", twins.get(0))))
                .isEmpty();
    }

    @Test
    void aContentThatCannotBeReadIsMatchedByPlaceAndSize() {
        MailAttachment large = photo(4, 1_000_000);

        assertThat(missing(photos, unread("1", first), unread("2", first))).containsExactly(third);
        assertThat(missing(List.of(first, large), unread("1", large))).containsExactly(first);
    }

    @Test
    void aContentUnderANameThatExchangeChangedIsKnown() {
        ExchangeMessage.Attachment renamed = new ExchangeMessage.Attachment("1", "photo (2).jpg", 200);
        contents.put("1", new ContentDigest(second.size(), second.sha256()));

        assertThat(missing(photos, renamed)).containsExactly(first, third);
    }

    @Test
    void onlyNamesThatDoNotDecideNeedTheirContent() {
        assertThat(new AttachmentMatching(planned, List.of(stored("1", planned.get(0)))).unclear())
                .isEmpty();
        assertThat(new AttachmentMatching(photos, List.of(stored("1", first))).unclear())
                .hasSize(1);
    }

    private ExchangeMessage.Attachment stored(String id, MailAttachment attachment) {
        contents.put(id, new ContentDigest(attachment.size(), attachment.sha256()));
        return unread(id, attachment);
    }

    private static ExchangeMessage.Attachment unread(String id, MailAttachment attachment) {
        return new ExchangeMessage.Attachment(id, attachment.name(), attachment.size() + 190);
    }

    private static MailAttachment photo(int content, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        return TestAttachment.of("photo.jpg", bytes);
    }

    private List<MailAttachment> missing(List<MailAttachment> of, ExchangeMessage.Attachment... stored) {
        return new AttachmentMatching(of, List.of(stored)).missing(contents);
    }

    private List<MailAttachment> missing(String... stored) {
        return missing(
                planned,
                Arrays.stream(stored)
                        .map(name -> new ExchangeMessage.Attachment("id", name, 1))
                        .toArray(ExchangeMessage.Attachment[]::new));
    }
}
