package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.archiver.exchange.support.TestMail;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;

/** Many imports that look first wait for few mailboxes of a tenant. */
class MicrosoftExchangeBackfillTest extends TenantTest {

    private static final int ITEMS = 49;
    private static final List<String> MAILBOXES = List.of(MAILBOX, "88888888-8888-8888-8888-888888888888");

    @BeforeEach
    void addMailbox() {
        tenant.add(TenantUser.member(MAILBOXES.get(1), "wang@contoso.com", "Wang Wei"));
    }

    /** Imports the first item of each mailbox, then all others together. */
    private void backfill() throws Exception {
        Endpoint endpoint = context.getEndpoint(IMPORT);
        try (AsyncProducer producer = endpoint.createAsyncProducer()) {
            producer.start();
            ended(producer, 0, 1);
            ended(producer, 1, ITEMS);
        }
    }

    private static void ended(AsyncProducer producer, int from, int to) {
        List<CompletableFuture<Exchange>> imports = IntStream.range(from, to)
                .boxed()
                .flatMap(i -> MAILBOXES.stream().map(mailbox -> importItem(producer, "item-" + i, mailbox)))
                .toList();
        assertThat(imports).allMatch(one -> one.join().getException() == null);
    }

    private static CompletableFuture<Exchange> importItem(AsyncProducer producer, String item, String mailbox) {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(TestMail.of());
        exchange.getMessage()
                .setHeaders(ExchangeTest.headers(
                        MicrosoftExchangeConstants.MAILBOX, mailbox,
                        MicrosoftExchangeConstants.ITEM_ID, item,
                        MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.ONCE));
        return producer.processAsync(exchange);
    }

    private Stream<MessageRecord> messages() {
        return MAILBOXES.stream().flatMap(mailbox -> tenant.messages(mailbox).stream());
    }

    private long looks() {
        return tenant.requests(GraphOperation.LIST_MESSAGES);
    }

    @Test
    void looksForTwelveMessagesWithOneRequest() throws Exception {
        backfill();

        // the first item, one that found no queue, and four times twelve
        assertThat(looks()).isLessThanOrEqualTo(MAILBOXES.size() * 6L);
        assertThat(tenant.requests(GraphOperation.CREATE_MESSAGE)).isEqualTo((long) MAILBOXES.size() * ITEMS);
    }

    @Test
    void createsNothingTwiceIfAnotherProcessRepeatsIt() throws Exception {
        backfill();
        String moved = tenant.messages(MAILBOX).get(20).immutableId();
        tenant.as(MAILBOX).move(moved, "deleteditems");
        restart();
        long before = looks();

        backfill();

        assertThat(messages()).hasSize(MAILBOXES.size() * ITEMS);
        assertThat(messages().map(MessageRecord::internetMessageId)).doesNotHaveDuplicates();
        assertThat(tenant.requests(GraphOperation.CREATE_MESSAGE)).isEqualTo((long) MAILBOXES.size() * ITEMS);
        assertThat(looks() - before).isLessThanOrEqualTo(MAILBOXES.size() * 6L);
    }

    @Test
    void looksForEachMessageAloneWhileTheIndexLags() throws Exception {
        tenant.inject(Fault.hiddenFor(Duration.ofHours(1))
                .on(GraphOperation.CREATE_MESSAGE)
                .always());

        backfill();

        assertThat(messages()).hasSize(MAILBOXES.size() * ITEMS);
        assertThat(looks()).isGreaterThanOrEqualTo((long) MAILBOXES.size() * ITEMS);
    }
}
