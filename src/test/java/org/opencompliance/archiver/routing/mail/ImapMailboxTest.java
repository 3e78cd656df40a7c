package org.opencompliance.archiver.routing.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Flags;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.mail.MailRecords;
import org.opencompliance.archiver.collect.mail.MailUnreadableException;
import org.opencompliance.archiver.collect.mail.SourceMail;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.storage.LocalObjectStore;

class ImapMailboxTest {

    private static final Instant ARRIVED = Instant.parse("2026-11-20T10:00:00Z");
    private static final String MAIL = "Message-ID: <%s@x.example>\r\nSubject: Hello\r\n\r\nText of %1$s\r\n";

    @TempDir
    private Path folder;

    private MailboxServer server;
    private LocalObjectStore store;
    private MailRecords records;
    private ImapMailbox mailbox;

    @BeforeEach
    void start() throws IOException {
        server = MailboxServer.start();
        store = LocalObjectStore.open(folder, Clock.systemUTC());
        records = new MailRecords(store, "wechat", server.url());
        mailbox = mailbox(server.url(), MailboxServer.PASSWORD);
    }

    @AfterEach
    void close() throws IOException {
        mailbox.close();
        store.close();
        server.close();
    }

    private static ImapMailbox mailbox(String url, String password) {
        return mailbox(url, ImapLogin.byPassword(MailboxServer.USERNAME, password));
    }

    private static ImapMailbox mailbox(String url, ImapLogin login) {
        return new ImapMailbox(new ImapAccess(URI.create(url), login, 5_000, 5_000), true);
    }

    private void put(String name) {
        server.put(MAIL.formatted(name), ARRIVED);
    }

    private String content(SourceMail mail) throws IOException {
        try (InputStream in = mailbox.open(mail)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void newMailsAreGivenInTheOrderOfTheirNumbersWithTheirBytes() throws Exception {
        put("one");
        put("two");

        List<SourceMail> news = mailbox.news(records, 10);

        assertThat(news).extracting(SourceMail::arrived).containsExactly(ARRIVED, ARRIVED);
        assertThat(content(news.get(0))).isEqualTo(MAIL.formatted("one"));
        assertThat(content(news.get(1))).isEqualTo(MAIL.formatted("two"));
        assertThat(mailbox.look().mails()).isEqualTo(2);
    }

    @Test
    void aLargeMailIsWhole() throws Exception {
        String large = MAIL.formatted("large") + "0123456789abcdef\r\n".repeat(200_000);
        server.put(large, ARRIVED);

        assertThat(content(mailbox.news(records, 10).get(0))).isEqualTo(large);
    }

    private static SourceMail announced(SourceMail mail, long size) {
        return new SourceMail(mail.group(), mail.key(), mail.number(), "", size, mail.arrived(), true, false);
    }

    @Test
    void aMailWithFewerBytesThanAnnouncedIsCutOff() throws Exception {
        put("one");
        SourceMail mail = mailbox.news(records, 10).get(0);
        long size = MAIL.formatted("one").length();

        assertThatThrownBy(() -> content(announced(mail, size + 1)))
                .isInstanceOf(MailUnreadableException.class)
                .hasMessageContainingAll((size + 1) + " bytes", "returned " + size);
        assertThat(content(announced(mail, size - 1))).isEqualTo(MAIL.formatted("one"));

        mailbox.close();
        ImapLogin login = ImapLogin.byPassword(MailboxServer.USERNAME, MailboxServer.PASSWORD);
        mailbox = new ImapMailbox(new ImapAccess(URI.create(server.url()), login, 5_000, 5_000), false);
        assertThat(content(announced(mail, size + 1)))
                .as("where the size is an estimate")
                .isEqualTo(MAIL.formatted("one"));
    }

    @Test
    void noFlagIsSetAndNothingIsDeleted() throws Exception {
        put("one");

        content(mailbox.news(records, 10).get(0));
        mailbox.close();

        assertThat(server.inbox().getMessages()).singleElement().satisfies(mail -> {
            assertThat(mail.getFlags().contains(Flags.Flag.SEEN)).isFalse();
            assertThat(mail.getFlags().contains(Flags.Flag.DELETED)).isFalse();
        });
    }

    @Test
    void oneMailMoreThanTheMostSaysThatThereAreMore() throws Exception {
        put("one");
        put("two");
        put("three");

        assertThat(mailbox.news(records, 1)).hasSize(2);
    }

    @Test
    void aRangeGivesTheMailsThatArrivedInIt() throws Exception {
        put("one");
        server.put(MAIL.formatted("old"), ARRIVED.minusSeconds(86_400));

        List<SourceMail> found = mailbox.of(new Window(ARRIVED.minusSeconds(10), ARRIVED.plusSeconds(10)), records);

        assertThat(found).extracting(SourceMail::number).containsExactly(1L);
    }

    @Test
    void aMailThatIsDeletedMeanwhileIsOnlyThisMail() throws Exception {
        put("one");
        SourceMail mail = mailbox.news(records, 10).get(0);
        server.inbox().deleteAllMessages();
        mailbox.close();

        assertThatThrownBy(() -> content(mail)).isInstanceOf(MailUnreadableException.class);
    }

    @Test
    void aConnectionThatWasLostIsMadeAgain() throws Exception {
        put("one");
        SourceMail mail = mailbox.news(records, 10).get(0);
        mailbox.close();

        assertThat(content(mail)).isEqualTo(MAIL.formatted("one"));
    }

    @Test
    void aRefusedLoginIsFinalAndShowsNoSecret() throws Exception {
        try (ImapMailbox wrong = mailbox(server.url(), "wr0ng")) {
            assertThatThrownBy(wrong::look)
                    .isInstanceOfSatisfying(MailServerException.class, e -> assertThat(new MailFailure().isFinal(e))
                            .isTrue())
                    .hasMessageContaining("telemessage.password")
                    .hasMessageNotContaining("wr0ng");
        }
    }

    @Test
    void eachLoginByTokenHasANewOne() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        ImapLogin login = ImapLogin.byToken("a@contoso.example", () -> "t0ken-" + tokens.incrementAndGet());
        Map<String, String> answers = Map.of("EXAMINE", "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\nOK done");
        try (ScriptedImap exchange = new ScriptedImap(answers);
                ImapMailbox byToken = mailbox(exchange.url(), login)) {
            assertThat(byToken.look().mails()).isEqualTo(1);
            assertThat(byToken.look().mails()).isEqualTo(1);
            assertThat(tokens).hasValue(1);

            byToken.close();
            assertThat(byToken.look().mails()).isEqualTo(1);
        }
        assertThat(tokens).hasValue(2);
        assertThat(login.toString()).isEqualTo("login by token");
    }

    @Test
    void aRefusedTokenIsFinalAndSaysWhatTheAppNeeds() throws Exception {
        try (ScriptedImap exchange = new ScriptedImap(Map.of("AUTHENTICATE", "NO AUTHENTICATE failed."));
                ImapMailbox wrong = mailbox(exchange.url(), ImapLogin.byToken("a@contoso.example", () -> "t0ken"))) {
            assertRefusedApp(wrong);
        }
    }

    @Test
    void aTokenIsNeverSentAsAPassword() throws Exception {
        Map<String, String> answers = Map.of("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN\r\nOK done");
        try (ScriptedImap other = new ScriptedImap(answers);
                ImapMailbox noTokens = mailbox(other.url(), ImapLogin.byToken("a@contoso.example", () -> "t0ken"))) {
            assertThatThrownBy(noTokens::look)
                    .isInstanceOfSatisfying(MailServerException.class, e -> assertThat(new MailFailure().isFinal(e))
                            .isTrue())
                    .hasMessageContainingAll("accepts no token", "telemessage.mail-login");

            assertThat(other.received()).noneMatch(command -> command.contains("t0ken"));
        }
    }

    @Test
    void aMailboxThatTheAppCannotReadIsFinalAndSaysWhatTheAppNeeds() throws Exception {
        Map<String, String> answers = Map.of("EXAMINE", "BAD User is authenticated but not connected.");
        try (ScriptedImap exchange = new ScriptedImap(answers);
                ImapMailbox wrong = mailbox(exchange.url(), ImapLogin.byToken("a@contoso.example", () -> "t0ken"))) {
            assertRefusedApp(wrong);

            byte[] sent = "user=a@contoso.example\1auth=Bearer t0ken\1\1".getBytes(StandardCharsets.US_ASCII);
            assertThat(exchange.received())
                    .contains("AUTHENTICATE XOAUTH2 " + Base64.getEncoder().encodeToString(sent));
        }
    }

    private static void assertRefusedApp(ImapMailbox wrong) {
        assertThatThrownBy(wrong::look)
                .isInstanceOfSatisfying(MailServerException.class, e -> assertThat(new MailFailure().isFinal(e))
                        .isTrue())
                .hasMessageContainingAll("IMAP.AccessAsApp", "service principal", "telemessage.username")
                .hasMessageNotContaining("t0ken");
    }

    @Test
    void aLoginWithoutATokenIsRepeated() throws Exception {
        ImapLogin none = ImapLogin.byToken("a@contoso.example", () -> {
            throw new MicrosoftExchangeUnavailableException(
                    "no token (ClientAuthenticationException AADSTS7000215)", ServiceFailure.NONE, Scope.TENANT);
        });
        try (ImapMailbox wrong = mailbox(server.url(), none)) {
            assertThatThrownBy(wrong::look)
                    .hasMessage(
                            "The login at the mailbox has no token (ClientAuthenticationException AADSTS7000215): check"
                                    + " microsoft.tenant-id, microsoft.client-id, the credentials and telemessage.mail-scope")
                    .satisfies(e -> assertThat(new MailFailure().isFinal(e)).isFalse());
        }
    }

    @Test
    void aServerThatBreaksOffDuringALoginByTokenIsNotFinal() throws Exception {
        try (ImapMailbox nowhere = mailbox("imap://127.0.0.1:1/INBOX", ImapLogin.byToken("a", () -> "t0ken"))) {
            assertThatThrownBy(nowhere::look)
                    .hasMessage("The connection to the mail server failed: ConnectException")
                    .satisfies(e -> assertThat(new MailFailure().isFinal(e)).isFalse());
        }
    }

    @Test
    void anUnknownMailboxIsFinal() throws Exception {
        try (ImapMailbox wrong = mailbox(server.url().replace("INBOX", "Other"), MailboxServer.PASSWORD)) {
            assertThatThrownBy(wrong::look)
                    .hasMessageContaining("path of telemessage.url")
                    .satisfies(e -> assertThat(new MailFailure().isFinal(e)).isTrue());
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNotFinal() throws Exception {
        try (ImapMailbox nowhere = mailbox("imap://127.0.0.1:1/INBOX", "x")) {
            assertThatThrownBy(nowhere::look)
                    .hasMessage("The connection to the mail server failed: ConnectException")
                    .satisfies(e -> assertThat(new MailFailure().isFinal(e)).isFalse());
        }
    }

    @Test
    void aCertificateThatNobodySignedIsRefused() throws Exception {
        try (MailboxServer tls = MailboxServer.withTls();
                ImapMailbox secure = mailbox(tls.url(), MailboxServer.PASSWORD)) {
            assertThatThrownBy(secure::look).hasMessageContaining("The certificate of the mail server is refused");
        }
    }
}
