package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;
import org.opencompliance.sandbox.graph.AttachmentRecord;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.http.Fault;

/** Against a cloud that responds with names in PascalCase, as in China. */
class MicrosoftExchangePascalCaseTest extends TenantTest {

    private static final int MB = 1024 * 1024;

    @BeforeEach
    void answerInPascalCase() {
        tenant.answerInPascalCase();
    }

    @Test
    void attachmentsOfAllSizesArrive() {
        Exchange exchange = importMail(TestMail.of(
                TestAttachment.of("small.bin", 10),
                TestAttachment.of("middle.bin", 2 * MB),
                TestAttachment.of("more.bin", 2 * MB),
                TestAttachment.of("large.bin", 9 * MB + 1)));

        assertThat(exchange.getException()).isNull();
        MessageRecord message = only();
        assertThat(message.attachments())
                .extracting(AttachmentRecord::name)
                .containsExactly("small.bin", "middle.bin", "more.bin", "large.bin");
        assertThat(message.attachments().get(3).size()).isEqualTo(9 * MB + 1);
        assertThat(tenant.requests(GraphOperation.UPLOAD)).isEqualTo(3);
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID))
                .isEqualTo(message.immutableId());
    }

    @Test
    void aMessageIsFoundAndNotCreatedTwice() {
        TestMail mail = TestMail.of(TestAttachment.of("a.bin", 10));
        importMail(mail);
        restart();

        Exchange again = send(
                IMPORT,
                mail,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.AWAIT);

        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeader(MicrosoftExchangeConstants.FOUND))
                .isEqualTo(List.of(only().immutableId()));
    }

    @Test
    void whatAMailboxHasOfAMessageIsRead() {
        Exchange imported = importMail(TestMail.of(TestAttachment.of("a.bin", 10)));
        Object id = imported.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID);

        ExchangeMessage read = read(id);

        assertThat(read.draft()).isFalse();
        assertThat(read.messageClass()).isEqualTo("IPM.Note");
        assertThat(read.properties()).containsEntry("ArchiveParts", "1").containsEntry("ArchiveItemId", "item-1");
        assertThat(read.attachments())
                .extracting(ExchangeMessage.Attachment::name)
                .containsExactly("a.bin");
    }

    @Test
    void aListOfAttachmentsIsReadOverItsPages() {
        TestAttachment[] many = new TestAttachment[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = TestAttachment.of(i + ".bin", 1);
        }
        Exchange imported = importMail(TestMail.of(many));
        Object id = imported.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID);

        ExchangeMessage read = read(id);

        assertThat(read.attachments()).hasSize(101);
    }

    @Test
    void aUserIsResolved() {
        DirectoryUser user = send(
                        "microsoft-exchange:resolveUser", "x", MicrosoftExchangeConstants.ADDRESS, "lina@contoso.com")
                .getMessage()
                .getBody(DirectoryUser.class);

        assertThat(user.id()).isEqualTo(MAILBOX);
        assertThat(user.userPrincipalName()).isEqualTo("lina@contoso.com");
    }

    @Test
    void nobodyIsNobodyAndNoFailure() {
        Exchange exchange =
                send("microsoft-exchange:resolveUser", "x", MicrosoftExchangeConstants.ADDRESS, "nobody@contoso.com");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @Test
    void errorsAreKnownByTheirCodes() {
        tenant.inject(Fault.status(403, "ErrorQuotaExceeded").on(GraphOperation.CREATE_MESSAGE));

        Exchange exchange = importMail(TestMail.of());

        assertThat(exchange.getException()).isInstanceOf(MicrosoftExchangeUnavailableException.class);
        MicrosoftExchangeUnavailableException failure = (MicrosoftExchangeUnavailableException) exchange.getException();
        assertThat(failure.getCode()).isEqualTo("ErrorQuotaExceeded");
        assertThat(failure.getScope()).isEqualTo(Scope.MAILBOX_FULL);
    }

    private Exchange importMail(TestMail mail) {
        return send(IMPORT, mail, MicrosoftExchangeConstants.MAILBOX, MAILBOX);
    }

    private ExchangeMessage read(Object id) {
        return send(
                        "microsoft-exchange:readMessage?connector=test",
                        "x",
                        MicrosoftExchangeConstants.MAILBOX,
                        MAILBOX,
                        MicrosoftExchangeConstants.MESSAGE_ID,
                        id)
                .getMessage()
                .getBody(ExchangeMessage.class);
    }

    private MessageRecord only() {
        assertThat(tenant.messages(MAILBOX)).hasSize(1);
        return tenant.messages(MAILBOX).get(0);
    }
}
