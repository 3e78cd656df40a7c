package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;

class MicrosoftExchangeReadTest extends ExchangeTest {

    @Test
    void tellsWhatTheMailboxHasWithPropertiesByNameAndAttachments() {
        graph.on("GET /messages/message-1", Reply.file(200, "readMessage-whole"))
                .on("GET /messages/message-1/attachments", Reply.file(200, "attachments-one"));

        Exchange exchange = send(
                "microsoft-exchange:readMessage",
                "x",
                MicrosoftExchangeConstants.MESSAGE_ID,
                "message-1",
                MicrosoftExchangeConstants.PROPERTIES,
                Map.of("ThreadId", ""));

        ExchangeMessage message = exchange.getMessage().getBody(ExchangeMessage.class);
        assertThat(message.messageClass()).isEqualTo("IPM.Note.WeChat");
        assertThat(message.draft()).isFalse();
        assertThat(message.properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of("ArchiveItemId", "item-1", "ArchiveParts", "1"));
        assertThat(message.attachments()).containsExactly(new ExchangeMessage.Attachment("att-1", "a.bin", 3_640_066));
        assertThat(graph.received("GET /messages/message-1").get(0).query())
                .contains("Name ThreadId", "Name ArchiveItemId", "String 0x001A");
    }

    @Test
    void saysThatAMessageIsGone() {
        graph.on("GET /messages/message-1", Reply.error(404, "ErrorItemNotFound"));

        Exchange exchange =
                send("microsoft-exchange:readMessage", "x", MicrosoftExchangeConstants.MESSAGE_ID, "message-1");

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .getCode())
                .isEqualTo("ErrorItemNotFound");
    }

    @Test
    void needsItsHeaders() {
        Exchange exchange = send("microsoft-exchange:readMessage", "x");

        assertThat(failure(exchange, IllegalArgumentException.class))
                .hasMessageContaining(MicrosoftExchangeConstants.MESSAGE_ID);
    }
}
