package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;

/** A collection of a few items, with each change to a message in a mailbox that a person could make. */
@Timeout(180)
class MailboxesAreVerifiedIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(5).odd(false).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommandLineSetUp setUp;

    @BeforeEach
    void collect() throws Exception {
        sandbox = Sandbox.start(DAY);
        setUp = CommandLineSetUp.of(folder, sandbox);
        setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21");
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void withAMessageThatIsGone() throws Exception {
        MessageRecord message = message();
        String mailbox = mailbox(message);
        sandbox.tenant().as(mailbox).purgeMessage(message.immutableId());

        expectMessage(mailbox, "MESSAGE_MISSING", 7);
    }

    @Test
    void withAnEditedMessage() throws Exception {
        MessageRecord message = message();
        String mailbox = mailbox(message);
        sandbox.tenant().as(mailbox).editSubject(message.immutableId(), "edited");

        Outcome outcome = expectMessage(mailbox, "MESSAGE_ALTERED", 7);

        assertThat(outcome.out()).contains("(SUBJECT)").doesNotContain("edited");
    }

    @Test
    void withAMovedMessageWhichIsNoFault() throws Exception {
        MessageRecord message = message();
        String mailbox = mailbox(message);
        sandbox.tenant().as(mailbox).deleteMessage(message.immutableId());

        Outcome outcome = expectMessage(mailbox, "MESSAGE_MOVED", 0);

        assertThat(outcome.out()).contains("(Deleted Items)");
    }

    private Outcome expectMessage(String mailbox, String kind, int exitCode) throws IOException {
        Outcome outcome = setUp.command("verify", "--mailboxes");

        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(exitCode);
        assertThat(outcome.out()).contains(" in mailbox " + mailbox + ": " + kind);
        return outcome;
    }

    @Test
    void exceptWhatDoesNotAnswer() throws Exception {
        sandbox.tenant().inject(Fault.status(503).on(GraphOperation.GET_MESSAGE));

        Outcome outcome = setUp.command("verify", "--mailboxes", "--json");

        JsonNode json = new ObjectMapper().readTree(outcome.out());
        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(4);
        assertThat(json.path("verdict").asText()).isEqualTo("INCOMPLETE");
        assertThat(json.at("/mailboxes/unknown").asLong()).isPositive();
        assertThat(json.at("/mailboxes/notes/0/kind").asText()).isEqualTo("UNCHECKED");
    }

    private MessageRecord message() {
        return sandbox.tenant().mailboxes().stream()
                .flatMap(user -> sandbox.tenant().messages(user.id(), "WeChat Archiver").stream())
                .findFirst()
                .orElseThrow();
    }

    private String mailbox(MessageRecord message) {
        return sandbox.tenant().mailboxes().stream()
                .map(TenantUser::id)
                .filter(id -> sandbox.tenant().messages(id).stream()
                        .anyMatch(one -> one.immutableId().equals(message.immutableId())))
                .findFirst()
                .orElseThrow();
    }
}
