package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeFenceTest extends ExchangeTest {

    @Test
    void aClosedFenceKeepsEveryWriteBack() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-none"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.FENCE, (WriteFence) timeout -> false);

        failure(exchange, MicrosoftExchangeFencedException.class);
        assertThat(graph.received("POST /mailFolders")).isEmpty();
        assertThat(graph.received("GET /mailFolders")).hasSize(1);
    }

    @Test
    void isAskedBeforeEachWriteAndNoRead() {
        happy();
        List<Duration> asked = new CopyOnWriteArrayList<>();

        importMail(TestMail.of(), MicrosoftExchangeConstants.FENCE, (WriteFence) asked::add);

        assertThat(asked).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void oneThatClosesBeforeTheCreationLeavesTheFolder() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-none"))
                .on("POST /mailFolders", Reply.file(201, "mailFolders-created"));
        List<Duration> asked = new CopyOnWriteArrayList<>();

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.FENCE, (WriteFence)
                timeout -> asked.add(timeout) && asked.size() == 1);

        assertThat(failure(exchange, MicrosoftExchangeFencedException.class).isOutcomeUnknown())
                .isFalse();
        assertThat(graph.received("POST /messages")).isEmpty();
    }
}
