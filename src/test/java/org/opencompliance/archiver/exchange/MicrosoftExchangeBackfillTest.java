package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
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
import org.opencompliance.sandbox.http.Hold;

/** Many imports that look first wait for few mailboxes of a tenant. */
class MicrosoftExchangeBackfillTest extends TenantTest {

    private static final int ITEMS = 49;
    /** A look takes at most 12 ids. Its first item looks alone, and the second as it finds no queue; four looks have the others. */
    private static final long MOST_LOOKS = 2 * (1 + 1 + 4);

    private static final List<String> MAILBOXES = List.of(MAILBOX, "88888888-8888-8888-8888-888888888888");

    @BeforeEach
    void addMailbox() {
        tenant.add(TenantUser.member(MAILBOXES.get(1), "wang@contoso.com", "Wang Wei"));
    }

    private void backfill() throws Exception {
        assertThat(imported(i -> true)).allMatch(one -> one.getException() == null);
    }

    /** Imports the first item of each mailbox, then all others together. */
    private List<Exchange> imported(IntPredicate which) throws Exception {
        Endpoint endpoint = context.getEndpoint(IMPORT);
        try (AsyncProducer producer = endpoint.createAsyncProducer()) {
            producer.start();
            List<Exchange> first = ended(producer, IntStream.range(0, 1));
            List<Exchange> others =
                    endedTogether(producer, IntStream.range(1, ITEMS).filter(which));
            return Stream.concat(first.stream(), others.stream()).toList();
        }
    }

    /** The first look of each mailbox ends when all imports wait. */
    private List<Exchange> endedTogether(AsyncProducer producer, IntStream items) {
        List<Hold> holds = MAILBOXES.stream()
                .map(mailbox -> tenant.hold(GraphOperation.LIST_MESSAGES))
                .toList();
        List<CompletableFuture<Exchange>> imports = begun(producer, items);
        holds.forEach(Hold::release);
        return imports.stream().map(CompletableFuture::join).toList();
    }

    private static List<Exchange> ended(AsyncProducer producer, IntStream items) {
        return begun(producer, items).stream().map(CompletableFuture::join).toList();
    }

    private static List<CompletableFuture<Exchange>> begun(AsyncProducer producer, IntStream items) {
        return items.boxed()
                .flatMap(i -> MAILBOXES.stream().map(mailbox -> importItem(producer, "item-" + i, mailbox)))
                .toList();
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

        assertThat(looks()).isLessThanOrEqualTo(MOST_LOOKS);
        assertThat(tenant.requests(GraphOperation.CREATE_MESSAGE)).isEqualTo((long) MAILBOXES.size() * ITEMS);
    }

    @Test
    void createsNothingTwiceIfAnotherProcessRepeatsIt() throws Exception {
        backfill();
        String moved = tenant.messages(MAILBOX).get(20).immutableId();
        tenant.as(MAILBOX).deleteMessage(moved);
        restart();
        long before = looks();

        backfill();

        assertThat(messages()).hasSize(MAILBOXES.size() * ITEMS);
        assertThat(messages().map(MessageRecord::internetMessageId)).doesNotHaveDuplicates();
        assertThat(tenant.requests(GraphOperation.CREATE_MESSAGE)).isEqualTo((long) MAILBOXES.size() * ITEMS);
        assertThat(looks() - before).isLessThanOrEqualTo(MOST_LOOKS);
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

    @Test
    void findsTheMessagesOfAKilledProcessAmongTheOthers() throws Exception {
        imported(i -> i % 3 == 0);
        restart();

        backfill();

        assertThat(messages()).hasSize(MAILBOXES.size() * ITEMS);
        assertThat(messages().map(MessageRecord::internetMessageId)).doesNotHaveDuplicates();
        assertThat(tenant.requests(GraphOperation.CREATE_MESSAGE)).isEqualTo((long) MAILBOXES.size() * ITEMS);
    }

    @Test
    void losesAndDoublesNothingWhenLooksFail() throws Exception {
        imported(i -> i % 3 == 0);
        restart();
        for (Fault fault : List.of(Fault.status(503), Fault.dropped(), Fault.truncated(), Fault.garbage())) {
            tenant.inject(fault.on(GraphOperation.LIST_MESSAGES).times(3));
            imported(i -> true);
        }

        backfill();

        assertThat(messages()).hasSize(MAILBOXES.size() * ITEMS);
        assertThat(messages().map(MessageRecord::internetMessageId)).doesNotHaveDuplicates();
    }

    @Test
    void goesOnBesideAThrottledMailbox() throws Exception {
        imported(i -> false);
        tenant.inject(Fault.status(429)
                .retryAfter(600)
                .on(GraphOperation.LIST_MESSAGES)
                .about(MAILBOX)
                .always());

        List<Exchange> ended = imported(i -> true);

        assertThat(ended).filteredOn(one -> one.getException() == null).hasSize(ITEMS);
        assertThat(tenant.messages(MAILBOX)).hasSize(1);
        assertThat(tenant.messages(MAILBOXES.get(1))).hasSize(ITEMS);
    }
}
