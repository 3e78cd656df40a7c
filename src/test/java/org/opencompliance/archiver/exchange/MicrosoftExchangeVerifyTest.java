package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.MessageComparison.Difference;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailBody;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;

/** An imported message, compared with its mail after each change that its user can make. */
class MicrosoftExchangeVerifyTest extends TenantTest {

    private static final String VERIFY = "microsoft-exchange:verifyMessage?folder=Imports&connector=test";
    private static final Map<String, String> PROPERTIES = Map.of("OriginalSha256", "ab12");

    private final Mail mail = TestMail.of(
            TestAttachment.of("a.bin", new byte[] {1, 2, 3}), TestAttachment.of("b.bin", new byte[] {4, 5, 6}));
    private String id;

    @BeforeEach
    void importMail() {
        Exchange imported = send(
                IMPORT,
                mail,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.PROPERTIES,
                PROPERTIES);
        id = imported.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID, String.class);
        assertThat(id).isNotNull();
    }

    @Test
    void findsItTheSame() {
        MessageComparison found = compared(mail);

        assertThat(found.same()).isTrue();
        assertThat(found.message()).isEqualTo(id);
        assertThat(found.moved()).isFalse();
        assertThat(found.folder()).isEqualTo("Imports");
    }

    @Test
    void readsContentsOnlyWhenItIsTold() {
        verify(mail, id, false);
        assertThat(tenant.requests(GraphOperation.GET_ATTACHMENT_CONTENT)).isZero();

        verify(mail, id, true);
        assertThat(tenant.requests(GraphOperation.GET_ATTACHMENT_CONTENT)).isEqualTo(2);
    }

    @Test
    void writesNothing() {
        long before = writes();
        compared(mail);
        assertThat(writes()).isEqualTo(before);
    }

    private long writes() {
        return tenant.requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .count();
    }

    @Test
    void tellsThatItIsGone() {
        tenant.as(MAILBOX).purgeMessage(id);

        MessageComparison found = compared(mail);

        assertThat(found.missing()).isTrue();
        assertThat(found.same()).isFalse();
    }

    @Test
    void tellsWhereItsUserMovedIt() {
        tenant.as(MAILBOX).createFolder("Private");
        tenant.as(MAILBOX).moveMessage(id, "Private");

        MessageComparison found = compared(mail);

        assertThat(found.same()).isTrue();
        assertThat(found.moved()).isTrue();
        assertThat(found.folder()).isEqualTo("Private");
        assertThat(found.toString()).doesNotContain("Private");
    }

    @Test
    void tellsOfTwo() {
        Exchange again = send(
                IMPORT,
                mail,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.PROPERTIES,
                PROPERTIES);
        String second = again.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID, String.class);

        MessageComparison found = compared(mail);

        assertThat(found.doubled()).isTrue();
        assertThat(found.found()).containsExactly(id, second);
    }

    @Test
    void tellsOfAnotherMessageInItsPlace() {
        send(
                IMPORT,
                mail,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.PROPERTIES,
                PROPERTIES);
        tenant.as(MAILBOX).purgeMessage(id);

        assertThat(compared(mail).differences()).containsExactly(Difference.MESSAGE_ID);
    }

    @Test
    void tellsOfAnEditedText() {
        tenant.as(MAILBOX).editBody(id, "<p>Ni hao</p>");

        assertThat(compared(mail).differences()).containsExactly(Difference.BODY);
    }

    @Test
    void doesNotMindOtherMarkup() {
        tenant.as(MAILBOX)
                .editBody(
                        id,
                        "<html><head><meta charset=\"utf-8\"><title>x</title><style>p{color:red}</style></head>"
                                + "<body>\r\n<!-- x --><P class='a>b'>Ni&nbsp;hao &#20320;\n&#x597d;</P></body></html>");

        assertThat(compared(mail).same()).isTrue();
    }

    @Test
    void tellsOfAnEditedSubject() {
        tenant.as(MAILBOX).editSubject(id, "Another");

        assertThat(compared(mail).differences()).containsExactly(Difference.SUBJECT);
    }

    @Test
    void tellsOfARemovedAttachment() {
        tenant.as(MAILBOX).removeAttachment(id);

        assertThat(verify(mail, id, false).differences()).containsExactly(Difference.ATTACHMENT_NAMES);
    }

    @Test
    void tellsOfAnotherContentUnderTheSameNameAndSize() {
        tenant.as(MAILBOX).replaceAttachment(id);

        assertThat(verify(mail, id, false).same()).isTrue();
        assertThat(verify(mail, id, true).differences()).containsExactly(Difference.ATTACHMENT_CONTENT);
    }

    @Test
    void tellsOfOtherPeopleDatesClassAndProperties() {
        Mail other = new TestMail(
                "Chat of Friday",
                new MailAddress("x", "x@contoso.com"),
                List.of(new MailAddress("y", "y@contoso.com")),
                mail.body(),
                mail.attachments(),
                Instant.parse("2026-11-19T08:15:30Z"),
                new AtomicBoolean());

        Exchange answer = send(
                VERIFY + "&messageClass=IPM.Note.Other",
                other,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.MESSAGE_ID,
                id,
                MicrosoftExchangeConstants.PROPERTIES,
                Map.of("OriginalSha256", "cd34"));

        assertThat(answer.getMessage().getBody(MessageComparison.class).differences())
                .containsExactlyInAnyOrder(
                        Difference.FROM,
                        Difference.RECIPIENTS,
                        Difference.SENT,
                        Difference.RECEIVED,
                        Difference.MESSAGE_CLASS,
                        Difference.PROPERTIES);
    }

    @Test
    void findsItWithoutItsId() {
        assertThat(verify(mail, null, true).same()).isTrue();
    }

    @Test
    void findsTheSameInPascalCase() {
        tenant.answerInPascalCase();

        assertThat(compared(mail).same()).isTrue();
    }

    @Test
    void comparesABodyThatBecameAnAttachment() {
        Mail large = TestMail.of().body(new MailBody(false, "x".repeat(4_000_000)));
        Exchange imported = send(
                IMPORT,
                large,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.ITEM_ID,
                "item-2");

        Exchange answer = send(
                VERIFY,
                large,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.ITEM_ID,
                "item-2",
                MicrosoftExchangeConstants.MESSAGE_ID,
                imported.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID),
                MicrosoftExchangeConstants.COMPARE_CONTENT,
                true);

        assertThat(answer.getMessage().getBody(MessageComparison.class).differences())
                .isEmpty();
    }

    @Test
    void failsWhenAContentIsCutShort() {
        tenant.inject(Fault.cutOff().on(GraphOperation.GET_ATTACHMENT_CONTENT));

        Exchange answer = exchange(mail, id, true);

        assertThat(answer.getException()).isInstanceOf(MicrosoftExchangeUnavailableException.class);
    }

    private MessageComparison compared(Mail with) {
        return verify(with, id, true);
    }

    private MessageComparison verify(Mail with, String messageId, boolean content) {
        Exchange answer = exchange(with, messageId, content);
        assertThat(answer.getException()).isNull();
        return answer.getMessage().getBody(MessageComparison.class);
    }

    private Exchange exchange(Mail with, String messageId, boolean content) {
        return send(
                VERIFY,
                with,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.MESSAGE_ID,
                messageId,
                MicrosoftExchangeConstants.PROPERTIES,
                PROPERTIES,
                MicrosoftExchangeConstants.COMPARE_CONTENT,
                content);
    }
}
