package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Received;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeUploadTest extends ExchangeTest {

    private static final int SLICE = 4 * 1024 * 1024;
    private static final String OPEN = "POST /messages/message-1/attachments/createUploadSession";
    private static final String PUT = "PUT /upload/session-1";
    private static final String LIST = "GET /messages/message-1/attachments";
    private static final Reply DONE = Reply.json(201, "").with("Location", "/Attachments('att-1')");
    private static final Reply NEXT = Reply.file(200, "upload-next");

    private byte[] content = TestAttachment.pattern(SLICE + 1);

    @BeforeEach
    void sessions() {
        happy().on(OPEN, Reply.file(201, "createUploadSession-opened"))
                .on("DELETE /upload/session-1", Reply.json(200, ""));
    }

    @Test
    void sendsSlicesInOrderWithoutTokenAndTheLastByteToo() {
        graph.on(PUT, NEXT, DONE);

        Exchange exchange = importLarge();

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(PUT))
                .extracting(one -> one.header("Content-Range"))
                .containsExactly("bytes 0-4194303/4194305", "bytes 4194304-4194304/4194305");
        assertThat(graph.received(PUT)).allMatch(one -> one.header("Authorization") == null);
        assertThat(sent()).isEqualTo(content);
        Received session = graph.received(OPEN).get(0);
        assertThat(session.json().path("AttachmentItem").path("size").asInt()).isEqualTo(SLICE + 1);
        assertThat(session.json().path("AttachmentItem").path("name").asText()).isEqualTo("a.bin");
        assertThat(session.json().path("AttachmentItem").path("attachmentType").asText())
                .isEqualTo("file");
    }

    @Test
    void goesOnFromWhereTheServiceSaysItIs() {
        graph.on(PUT, NEXT.where("4194304", "1000"), DONE);

        importLarge();

        assertThat(graph.received(PUT).get(1).header("Content-Range")).isEqualTo("bytes 1000-4194304/4194305");
        byte[] rest = graph.received(PUT).get(1).body();
        assertThat(rest).isEqualTo(Arrays.copyOfRange(content, 1000, content.length));
    }

    @Test
    void isUsedFromThreeMegabytesOn() {
        graph.on(PUT, DONE).on("POST /messages/message-1/attachments", Reply.file(201, "attachment-created"));

        importMail(TestMail.of(
                TestAttachment.of("small.bin", 3 * 1024 * 1024 - 1000), TestAttachment.of("a.bin", 3 * 1024 * 1024)));

        assertThat(graph.received("POST /messages/message-1/attachments")).hasSize(1);
        assertThat(graph.received(OPEN)).hasSize(1);
    }

    @Test
    void repeatsASliceThatWasNotAnswered() {
        graph.on(PUT, Reply.lost(), NEXT, DONE);

        Exchange exchange = importLarge();

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(PUT))
                .extracting(one -> one.header("Content-Range"))
                .containsExactly("bytes 0-4194303/4194305", "bytes 0-4194303/4194305", "bytes 4194304-4194304/4194305");
        assertThat(graph.received(OPEN)).hasSize(1);
    }

    @Test
    void looksWhetherItIsThereWhenTheLastSliceWasNotAnswered() {
        graph.on(PUT, NEXT, Reply.lost()).on(LIST, Reply.file(200, "attachments-one"));

        Exchange exchange = importLarge();

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(PUT)).hasSize(2);
        assertThat(graph.received(OPEN)).hasSize(1);
    }

    @Test
    void beginsALostSessionAnewFromTheFirstByte() {
        graph.on(PUT, NEXT, Reply.error(404, "ErrorItemNotFound"), NEXT, DONE)
                .on(LIST, Reply.file(200, "attachments-none"));

        Exchange exchange = importLarge();

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(OPEN)).hasSize(2);
        assertThat(graph.received("DELETE /upload/session-1")).hasSize(1);
        assertThat(graph.received(PUT).get(2).header("Content-Range")).isEqualTo("bytes 0-4194303/4194305");
    }

    @Test
    void givesUpAfterThreeSessionsAndSaysThatTheMessageIsThere() {
        graph.on(PUT, Reply.error(404, "ErrorItemNotFound")).on(LIST, Reply.file(200, "attachments-none"));

        Exchange exchange = importLarge();

        MicrosoftExchangeUnavailableException failure = failure(exchange, MicrosoftExchangeUnavailableException.class);
        assertThat(failure.isOutcomeUnknown()).isTrue();
        assertThat(failure.getMessage()).doesNotContain("very-secret", "upload/session");
        assertThat(graph.received(OPEN)).hasSize(3);
    }

    @Test
    void aSessionThatMakesNoProgressIsLost() {
        graph.on(PUT, NEXT.where("4194304", "0"), NEXT, DONE).on(LIST, Reply.file(200, "attachments-none"));

        Exchange exchange = importLarge();

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(OPEN)).hasSize(2);
    }

    @Test
    void neverSkipsBytesThatTheServiceClaimsToHave() {
        graph.on(PUT, NEXT.where("4194304", "4194305"), NEXT, DONE).on(LIST, Reply.file(200, "attachments-none"));
        content = TestAttachment.pattern(2 * SLICE);

        Exchange exchange = importLarge();

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(OPEN)).hasSize(2);
        assertThat(graph.received(PUT))
                .extracting(one -> one.header("Content-Range"))
                .containsExactly("bytes 0-4194303/8388608", "bytes 0-4194303/8388608", "bytes 4194304-8388607/8388608");
    }

    @Test
    void isNotDoneWhenTheServiceSaysSoBeforeTheLastByte() {
        graph.on(PUT, DONE);

        MicrosoftExchangeRejectedException failure = failure(importLarge(), MicrosoftExchangeRejectedException.class);

        assertThat(failure.isOutcomeUnknown()).isTrue();
        assertThat(failure.advice()).contains("message-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "x", "99999999999999999999", ""})
    void anOffsetThatIsNoneIsAskedForAgain(String offset) {
        graph.on(PUT, NEXT.where("4194304", offset), NEXT, DONE);

        Exchange exchange = importLarge();

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(PUT))
                .extracting(one -> one.header("Content-Range"))
                .containsExactly("bytes 0-4194303/4194305", "bytes 0-4194303/4194305", "bytes 4194304-4194304/4194305");
    }

    @Test
    void aSizeLimitOfTheMailboxIsAPersonsToRaise() {
        graph.on(PUT, Reply.error(400, "ErrorMessageSizeExceeded"));

        Exchange exchange = importLarge();

        assertThat(failure(exchange, MicrosoftExchangeRejectedException.class).advice())
                .contains("Set-Mailbox");
        assertThat(graph.received(PUT)).hasSize(1);
    }

    @Test
    void aSessionOnAnotherServerWithoutTlsIsNotUsed() {
        graph.on(PUT, DONE)
                .instead(OPEN, Reply.file(201, "createUploadSession-opened").where("$BASE", "http://storage.example"));

        failure(importLarge(), MicrosoftExchangeUnavailableException.class);
        assertThat(graph.received(PUT)).isEmpty();
    }

    private Exchange importLarge() {
        return importMail(TestMail.of(TestAttachment.of("a.bin", content)));
    }

    private byte[] sent() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        graph.received(PUT).forEach(one -> all.writeBytes(one.body()));
        return all.toByteArray();
    }
}
