package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;
import org.opencompliance.sandbox.graph.AttachmentRecord;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;

/** A mail with attachments of one name and size, whose import stops between any two of them. */
class MicrosoftExchangeSameNameIT extends TenantTest {

    private static final MailAttachment[] PHOTOS = {
        photo(1, SMALL), photo(2, SMALL), photo(3, SMALL), photo(3, SMALL), photo(4, LARGE), photo(5, LARGE)
    };

    private final Mail mail = TestMail.of(PHOTOS);

    private static MailAttachment photo(int content, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        return TestAttachment.of("photo.jpg", bytes);
    }

    @Test
    void allKeepTheirName() {
        assertThat(importMail(WriteFence.OPEN).getException()).isNull();

        assertThat(stored()).extracting(AttachmentRecord::name).containsOnly("photo.jpg");
        allAreThereOnce();
    }

    /** The folder, the message with one photo, three requests, and two uploads of two requests each. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void whatWasStoppedAfterSomeWritesIsCompletedByAnotherProcess(int writes) {
        AtomicInteger count = new AtomicInteger();
        importMail(timeout -> count.incrementAndGet() <= writes);
        restart();

        assertThat(importMail(WriteFence.OPEN).getException()).isNull();

        allAreThereOnce();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anAdditionWithoutAnAnswerIsNotRepeated(int before) {
        tenant.inject(Fault.cutOff().on(GraphOperation.CREATE_ATTACHMENT).times(before + 1));

        importMail(WriteFence.OPEN);
        restart();
        assertThat(importMail(WriteFence.OPEN).getException()).isNull();

        allAreThereOnce();
    }

    @Test
    void aLastSliceWithoutAnAnswerIsNotRepeated() {
        tenant.inject(Fault.cutOff().on(GraphOperation.UPLOAD).times(3));

        importMail(WriteFence.OPEN);
        assertThat(importMail(WriteFence.OPEN).getException()).isNull();

        allAreThereOnce();
    }

    @Test
    void aRemovedOneIsAddedAgainAndNoOther() {
        Exchange imported = importMail(WriteFence.OPEN);
        String id = imported.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID, String.class);
        tenant.as(MAILBOX).removeAttachment(id);
        restart();

        assertThat(importMail(WriteFence.OPEN).getException()).isNull();

        allAreThereOnce();
    }

    @Test
    void verificationKnowsThemInAnyOrderAndTellsOfAChange() {
        Exchange imported = importMail(WriteFence.OPEN);
        String id = imported.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID, String.class);
        MailAttachment[] reversed = {PHOTOS[5], PHOTOS[4], PHOTOS[3], PHOTOS[2], PHOTOS[1], PHOTOS[0]};

        assertThat(compared(TestMail.of(PHOTOS), id).same()).isTrue();
        assertThat(compared(TestMail.of(reversed), id).same()).isTrue();
        MailAttachment[] others = PHOTOS.clone();
        others[1] = PHOTOS[0];
        assertThat(compared(TestMail.of(others), id).differences())
                .containsExactly(MessageComparison.Difference.ATTACHMENT_CONTENT);
    }

    private MessageComparison compared(Mail with, String id) {
        return send(
                        "microsoft-exchange:verifyMessage?folder=Imports&connector=test",
                        with,
                        MicrosoftExchangeConstants.MAILBOX,
                        MAILBOX,
                        MicrosoftExchangeConstants.ITEM_ID,
                        "item-1",
                        MicrosoftExchangeConstants.MESSAGE_ID,
                        id,
                        MicrosoftExchangeConstants.COMPARE_CONTENT,
                        true)
                .getMessage()
                .getBody(MessageComparison.class);
    }

    private Exchange importMail(WriteFence fence) {
        return send(
                IMPORT,
                mail,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.ITEM_ID,
                "item-1",
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.REPEATED,
                MicrosoftExchangeConstants.FENCE,
                fence);
    }

    private List<AttachmentRecord> stored() {
        assertThat(tenant.messages(MAILBOX)).hasSize(1);
        return tenant.messages(MAILBOX).get(0).attachments();
    }

    private void allAreThereOnce() {
        assertThat(stored())
                .extracting(AttachmentRecord::sha256)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(PHOTOS).map(MailAttachment::sha256).toList());
    }
}
