package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;
import org.opencompliance.sandbox.graph.AttachmentRecord;
import org.opencompliance.sandbox.graph.GraphOperation;

/** Many concurrent imports into one mailbox. */
class MicrosoftExchangeLimitsIT extends TenantTest {

    private static final int ITEMS = 6;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void areNeverExceededAndTheRequestsOfAnItemStayInOrder(int atOnce) {
        component.setMaxRequestsPerMailbox(atOnce);

        List<CompletableFuture<Exchange>> imports =
                IntStream.range(0, ITEMS).mapToObj(this::start).toList();

        assertThat(imports)
                .allSatisfy(one -> assertThat(one.join().getException()).isNull());
        assertThat(tenant.maxInFlight(MAILBOX)).isBetween(1, atOnce);
        assertThat(tenant.messages(MAILBOX, "Imports")).hasSize(ITEMS).allSatisfy(message -> assertThat(
                        message.attachments())
                .extracting(AttachmentRecord::name)
                .containsExactly("a.bin", "b.bin", "c.bin", "d.bin"));
        // the tenant rejects two concurrent attachments of one message (412), and the fifth request (429)
        assertThat(tenant.requests()).allMatch(request -> request.status() < 300);
        assertThat(tenant.requests(GraphOperation.CREATE_FOLDER)).isEqualTo(1);
    }

    private CompletableFuture<Exchange> start(int item) {
        TestMail mail = TestMail.of(
                TestAttachment.of("a.bin", SMALL),
                TestAttachment.of("b.bin", SMALL),
                TestAttachment.of("c.bin", LARGE),
                TestAttachment.of("d.bin", SMALL));
        return template.asyncSend(IMPORT, exchange -> {
            exchange.getMessage().setBody(mail);
            exchange.getMessage()
                    .setHeaders(ExchangeTest.headers(
                            MicrosoftExchangeConstants.MAILBOX,
                            MAILBOX,
                            MicrosoftExchangeConstants.ITEM_ID,
                            "item-" + item));
        });
    }
}
