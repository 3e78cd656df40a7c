package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;
import org.opencompliance.sandbox.graph.AttachmentRecord;
import org.opencompliance.sandbox.graph.GraphOperation;

/** Against services with another size limit between requests and upload sessions. */
class MicrosoftExchangeBorderTest extends TenantTest {

    private static final int MB = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"2800000, 2800000", "2800000, 2600000", "3145728, 3300000", "3145729, 3145729"})
    void fourAttachmentsNearThreeMegabytesArrive(int postedBelow, int sessionsFrom) {
        tenant.attachmentBorder(postedBelow, sessionsFrom);

        Exchange exchange = importMail(TestMail.of(
                TestAttachment.of("a.bin", 2_600_000),
                TestAttachment.of("b.bin", 2_800_000),
                TestAttachment.of("c.bin", 3 * MB - 1),
                TestAttachment.of("d.bin", sessionsFrom)));

        assertThat(exchange.getException()).isNull();
        assertThat(tenant.messages(MAILBOX).get(0).attachments())
                .extracting(AttachmentRecord::name)
                .containsExactly("a.bin", "b.bin", "c.bin", "d.bin");
    }

    @Test
    void theNextMessageKnowsTheBorder() {
        tenant.attachmentBorder(2_800_000, 2_800_000);
        importMail(TestMail.of(TestAttachment.of("a.bin", 2_600_000), TestAttachment.of("b.bin", 2_800_000)));
        long posts = tenant.requests(GraphOperation.CREATE_ATTACHMENT);

        importMail(TestMail.of(TestAttachment.of("a.bin", 2_600_000), TestAttachment.of("c.bin", 2_900_000)));

        assertThat(posts).isEqualTo(1);
        assertThat(tenant.requests(GraphOperation.CREATE_ATTACHMENT)).isEqualTo(posts);
        assertThat(tenant.messages(MAILBOX))
                .allMatch(message -> message.attachments().size() == 2);
    }

    private Exchange importMail(TestMail mail) {
        return send(IMPORT, mail, MicrosoftExchangeConstants.MAILBOX, MAILBOX);
    }
}
