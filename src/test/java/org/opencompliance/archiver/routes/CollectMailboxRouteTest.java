package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.routing.mail.MailboxServer;

/** Collections of a mailbox of an IMAP server. */
class CollectMailboxRouteTest {

    @TempDir
    private static Path directory;

    private static MailboxServer server;
    private static MailUnderTest mails;

    @BeforeAll
    static void start() throws Exception {
        server = MailboxServer.start();
        mails = new MailUnderTest(
                directory,
                Map.of(
                        "telemessage.url",
                        server.url(),
                        "telemessage.username",
                        MailboxServer.USERNAME,
                        "telemessage.password",
                        MailboxServer.PASSWORD,
                        "telemessage.mail-most-at-once",
                        "3"));
    }

    @AfterAll
    static void stop() throws Exception {
        mails.close();
        server.close();
    }

    @BeforeEach
    void nextScene() throws Exception {
        server.inbox().deleteAllMessages();
        mails.nextScene();
    }

    private void put(String... names) {
        for (String name : names) {
            server.put(mails.eml(name, "Hello " + name), mails.hourAgo());
        }
    }

    @Test
    void eachMailIsTakenOnceAndWhatIsTooManyIsTakenByTheNextCollection() throws Exception {
        put("one", "two", "three", "four", "five");

        assertThat(mails.collect().incomplete()).isNull();
        assertThat(mails.totals()).containsExactly(3L);
        mails.restart();
        assertThat(mails.collect().incomplete()).isNull();
        mails.nextDay();
        assertThat(mails.collect().incomplete()).isNull();

        assertThat(mails.totals()).containsExactly(3L, 2L);
        assertThat(mails.staged()).isEqualTo(5);
        assertThat(mails.ledger(EventType.SEEN_BEFORE)).isEmpty();
        assertThat(mails.scene().archived("ann")).hasSize(5);
        assertThat(server.inbox().getMessageCount()).isEqualTo(5);
    }

    @Test
    void theItemIdLeadsToTheUid() throws Exception {
        server.put("\u0001 no mail at all", mails.hourAgo());
        assertThat(mails.collect().incomplete()).isNull();

        String id = mails.ledger(EventType.STAGED).get(0).item();
        assertThat(new StoryReader(mails.archiver(), directory).story(id, false).source())
                .matches("the mail with the UID \\d+ of the mailbox, UIDVALIDITY \\d+");
    }

    @Test
    void aRangeReadsItsMailsAgainAndMovesNoSchedule() {
        put("one", "two");
        mails.archiver()
                .collect(
                        mails.hourAgo().minus(Duration.ofMinutes(1)),
                        mails.hourAgo().plus(Duration.ofMinutes(1)));
        mails.archiver().awaitIdle();
        assertThat(mails.scene().archived("ann")).hasSize(2);

        put("three");
        assertThat(mails.collect().incomplete()).isNull();

        assertThat(mails.staged()).isEqualTo(3);
        assertThat(mails.ledger(EventType.SEEN_BEFORE)).hasSize(2);
    }

    @Test
    void aServerThatDoesNotAnswerIsRedUntilTheNextCollection() {
        put("one");
        server.stop();
        assertThat(mails.archiver().whyNot()).isEqualTo("The connection to the mail server failed: ConnectException");

        server.startAgain();
        put("two");

        assertThat(mails.collect().incomplete()).isNull();
        assertThat(mails.scene().archived("ann")).isNotEmpty();
    }
}
