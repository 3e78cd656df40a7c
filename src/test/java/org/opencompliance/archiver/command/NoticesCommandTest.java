package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.notice.MailServerUnderTest;
import org.opencompliance.archiver.notice.WebHook;

class NoticesCommandTest {

    private static final int UNAUTHORIZED = 401;

    @TempDir
    private Path folder;

    private final WebHook hook = new WebHook();
    private final MailServerUnderTest server = new MailServerUnderTest();
    private CommandLineSetUp setUp;

    @BeforeEach
    void open() {
        setUp = new CommandLineSetUp(folder);
    }

    @AfterEach
    void close() throws Exception {
        hook.close();
        server.close();
    }

    private Outcome test() throws IOException {
        return setUp.with("archiver.notice-url", hook.url())
                .with("archiver.notice-token", "made-up")
                .with("archiver.notice-mail-to", "operator@contoso.example")
                .with("archiver.notice-mail-from", "archiver@contoso.example")
                .with("archiver.notice-smtp-host", "127.0.0.1")
                .with("archiver.notice-smtp-port", Integer.toString(server.port()))
                .with("archiver.notice-smtp-security", "none")
                .command("notices", "test");
    }

    @Test
    void sendsOneNoticeOverEachChannel() throws Exception {
        Outcome outcome = test();

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out())
                .contains("Web hook: the test notice was accepted", "E-mail: the test notice was accepted");
        assertThat(hook.accepted()).singleElement().satisfies(request -> {
            assertThat(request.kind()).isEqualTo("test");
            assertThat(request.authorization()).isEqualTo("Bearer made-up");
        });
        assertThat(server.mails()).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("Subject: WeChat Archiver: test (", "No person must act."));
        assertThat(folder.resolve("area")).doesNotExist();
    }

    @Test
    void saysWhichReceiverRefuses() throws Exception {
        hook.answer(UNAUTHORIZED);
        server.refuse(true);

        Outcome outcome = test();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("Web hook: The web hook answered HTTP 401", "E-mail: The mail server answered 554");
        assertThat(outcome.text()).doesNotContain(hook.url(), "made-up", "@contoso.example");
    }

    @Test
    void saysHowToTurnNoticesOn() throws Exception {
        Outcome outcome = setUp.command("notices", "test");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("they are off: set archiver.notice-url or archiver.notice-mail-to");
    }

    @Test
    void saysWhichSettingIsMissing() throws Exception {
        Outcome outcome = setUp.with("archiver.notice-mail-to", "operator@contoso.example")
                .command("notices", "test");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("Set archiver.notice-mail-from", "Set archiver.notice-smtp-host");
    }
}
