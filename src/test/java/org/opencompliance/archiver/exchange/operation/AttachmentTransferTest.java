package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.support.TestAttachment;

class AttachmentTransferTest {

    private final List<MailAttachment> planned =
            List.of(TestAttachment.of("a", 1), TestAttachment.of("b", 1), TestAttachment.of("c", 1));

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

    private List<MailAttachment> missing(String... stored) {
        return AttachmentTransfer.missing(
                planned,
                Arrays.stream(stored)
                        .map(name -> new ExchangeMessage.Attachment("id", name, 1))
                        .toList());
    }
}
