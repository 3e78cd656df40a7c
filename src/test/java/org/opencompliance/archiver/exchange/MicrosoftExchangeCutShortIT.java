package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;
import org.opencompliance.sandbox.graph.AttachmentRecord;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.Fault;

/** Imports that are interrupted; each further attempt uses a new component without state. */
@Tag("long")
class MicrosoftExchangeCutShortIT extends TenantTest {

    private static final int MB = 1024 * 1024;
    private static final int TRIES = 4;

    /** The first is part of the message, the second is a request, the others are upload sessions, one of them with two slices. */
    private final TestMail mail = TestMail.of(
            TestAttachment.of("a.bin", 2 * MB),
            TestAttachment.of("b.bin", 2 * MB + 1),
            TestAttachment.of("c.bin", 3 * MB),
            TestAttachment.of("d.bin", 4 * MB + 1));

    @Test
    void areFinishedOnTheSameMessageInThePlannedOrder() {
        tenant.inject(Fault.status(503).on(GraphOperation.CREATE_UPLOAD_SESSION));
        Exchange first = importMail();
        String begun = message().immutableId();
        assertThat(first.getException()).isInstanceOf(MicrosoftExchangeUnavailableException.class);
        assertThat(message().attachments()).extracting(AttachmentRecord::name).containsExactly("a.bin", "b.bin");

        restart();
        Exchange second = importMail();

        assertThat(second.getException()).isNull();
        assertThat(second.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(false);
        assertThat(message().immutableId()).isEqualTo(begun);
        assertThat(arrived()).isEqualTo(sent());
        assertThat(message().extendedProperties()).containsValue("4");
    }

    @Test
    void areNeverCalledDoneWhileAPartIsMissing() {
        tenant.inject(Fault.status(503).on(GraphOperation.CREATE_ATTACHMENT).always());

        for (int i = 0; i < 3; i++) {
            assertThat(importMail().getException()).isInstanceOf(MicrosoftExchangeUnavailableException.class);
            restart();
        }
        tenant.clearFaults();

        assertThat(importMail().getException()).isNull();
        assertThat(arrived()).isEqualTo(sent());
    }

    static List<Arguments> accidents() {
        List<Fault> faults = List.of(
                Fault.dropped(),
                Fault.cutOff(),
                Fault.garbage(),
                Fault.status(504).afterWork());
        List<Arguments> accidents = new ArrayList<>();
        for (GraphOperation operation : List.of(
                GraphOperation.LIST_FOLDERS,
                GraphOperation.CREATE_FOLDER,
                GraphOperation.CREATE_MESSAGE,
                GraphOperation.CREATE_ATTACHMENT,
                GraphOperation.CREATE_UPLOAD_SESSION,
                GraphOperation.UPLOAD)) {
            faults.forEach(fault -> accidents.add(Arguments.of(
                    operation, fault.effect().kind(), fault.on(operation).times(1))));
        }
        return accidents;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("accidents")
    void endWithOneWholeMessageWhateverBroke(GraphOperation operation, Object kind, Fault accident) {
        tenant.inject(accident);

        Exchange exchange = importMail();
        for (int i = 1; i < TRIES && exchange.getException() != null; i++) {
            restart();
            exchange = importMail();
        }

        assertThat(exchange.getException()).as("%s %s", operation, kind).isNull();
        assertThat(arrived()).isEqualTo(sent());
        assertThat(tenant.folders(MAILBOX))
                .filteredOn(folder -> folder.displayName().equals("Imports"))
                .hasSize(1);
    }

    private Exchange importMail() {
        return send(
                IMPORT,
                mail,
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.REPEATED);
    }

    private MessageRecord message() {
        List<MessageRecord> messages = tenant.messages(MAILBOX);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    private List<String> arrived() {
        return message().attachments().stream()
                .map(one -> one.name() + " " + one.sha256())
                .toList();
    }

    private List<String> sent() {
        return mail.attachments().stream()
                .map(MicrosoftExchangeCutShortIT::fingerprint)
                .toList();
    }

    private static String fingerprint(MailAttachment attachment) {
        return attachment.name() + " "
                + Digest.of(((TestAttachment) attachment).content()).sha256();
    }
}
