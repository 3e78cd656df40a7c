package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Received;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

/** Headers set by routes; their values are untrusted. */
class MicrosoftExchangeHeadersTest extends ExchangeTest {

    private static final String SET = "String {7c9f3f6e-52f4-4b0c-9d0a-1c6f0b8e2a57} Name ";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "$count", "a\nb", "li@contoso.com\r\nX: y"})
    void aMailboxThatIsNoNameIsRefusedWithoutARequestAndWithoutRepeatingIt(String mailbox) {
        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, mailbox);

        assertThat(failure(exchange, IllegalArgumentException.class))
                .hasMessageContaining(MicrosoftExchangeConstants.MAILBOX)
                .hasMessageNotContaining("contoso");
        assertThat(graph.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "$count"})
    void aMessageIdThatIsNoNameIsRefusedWithoutARequest(String id) {
        Exchange exchange = send("microsoft-exchange:readMessage", "x", MicrosoftExchangeConstants.MESSAGE_ID, id);

        failure(exchange, IllegalArgumentException.class);
        assertThat(graph.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../groups", "a/b", "a?$top=1", "a#b", "a%2fb", "a;b"})
    void aNameStaysWithinItsPlaceInTheAddress(String mailbox) {
        importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, mailbox);

        assertThat(graph.received()).hasSize(1);
        assertThat(graph.received().get(0).path()).matches("/v1.0/users/[^/]+/mailFolders");
        assertThat(graph.received().get(0).query()).startsWith("$").doesNotContain("$top=1&");
    }

    @Test
    void propertiesOfTheApplicationCannotPassForOurs() {
        happy();

        importMail(
                TestMail.of(TestAttachment.of("a.bin", 10)),
                MicrosoftExchangeConstants.PROPERTIES,
                Map.of("ArchiveItemId", "another", "ArchiveParts", "0"));

        assertThat(created().property(SET + "ArchiveItemId")).isEqualTo("item-1");
        assertThat(created().property(SET + "ArchiveParts")).isEqualTo("1");
    }

    @Test
    void propertiesOfAnyTypeBecomeTextThatExchangeTakes() {
        happy();

        importMail(
                TestMail.of(),
                MicrosoftExchangeConstants.PROPERTIES,
                Map.of("Count", 7, "Note", "a\u0000b"),
                MicrosoftExchangeConstants.ITEM_ID,
                "item\u0007'} or 1");

        assertThat(created().property(SET + "Count")).isEqualTo("7");
        assertThat(created().property(SET + "Note")).isEqualTo("a\uFFFDb");
        assertThat(created().property(SET + "ArchiveItemId")).isEqualTo("item\uFFFD'} or 1");
    }

    @Test
    void anInternetMessageIdStaysTextInTheFilter() {
        graph.on("GET /messages", Reply.file(200, "messages-none"));

        send(
                "microsoft-exchange:findMessage",
                "x",
                MicrosoftExchangeConstants.ITEM_ID,
                null,
                MicrosoftExchangeConstants.INTERNET_MESSAGE_ID,
                "<a'b@c> or isDraft eq true or subject eq 'x&$top=999");

        assertThat(graph.received().get(0).query())
                .contains("$filter=internetMessageId eq '<a''b@c> or isDraft eq true or subject eq ''x&$top=999'");
    }

    private Received created() {
        return graph.received("POST /messages").get(0);
    }
}
