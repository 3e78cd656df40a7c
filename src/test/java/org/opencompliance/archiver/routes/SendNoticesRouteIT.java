package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.notice.MailServerUnderTest;
import org.opencompliance.archiver.notice.NoticeKind;
import org.opencompliance.archiver.notice.Notices;
import org.opencompliance.archiver.notice.Outbox;
import org.opencompliance.archiver.notice.WebHook;
import org.opencompliance.archiver.routing.CapturedLines;
import org.opencompliance.archiver.storage.FilesInUse;

class SendNoticesRouteIT {

    private static final int DOWN = 503;
    private static final int OK = 200;
    private static final String TOKEN = "made-up-hook-token";
    private static final String PASSWORD = "made-up-smtp-password";

    @TempDir
    Path directory;

    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final WebHook hook = new WebHook();
    private final MailServerUnderTest server = new MailServerUnderTest();
    private final Scene scene = sandbox.scene();
    private ArchiverUnderTest archiver;

    private Map<String, String> ofHook() {
        return Map.of("archiver.notice-url", hook.url(), "archiver.notice-token", TOKEN);
    }

    private Map<String, String> ofMail() {
        return Map.of(
                "archiver.notice-mail-to", "compliance@contoso.example, operator@contoso.example",
                "archiver.notice-mail-from", "archiver@contoso.example",
                "archiver.notice-smtp-host", "127.0.0.1",
                "archiver.notice-smtp-port", Integer.toString(server.port()),
                "archiver.notice-smtp-security", "none",
                "archiver.notice-smtp-username", "archiver",
                "archiver.notice-smtp-password", PASSWORD);
    }

    private void start(List<Map<String, String>> channels) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "archiver.notice-every", "20ms",
                "archiver.notice-retry-delay", "30s",
                "archiver.figures-every", "50ms"));
        channels.forEach(settings::putAll);
        archiver = ArchiverUnderTest.start(sandbox, directory, settings);
    }

    private void start(Map<String, String> channel) throws Exception {
        start(List.of(channel));
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        hook.close();
        server.close();
        sandbox.close();
    }

    private void pass() {
        sandbox.clock().advance(Duration.ofSeconds(10));
    }

    private JsonNode awaitNotice(NoticeKind kind) {
        await().until(() -> {
            pass();
            return !hook.accepted(kind).isEmpty();
        });
        return hook.accepted(kind).get(0);
    }

    private void awaitNoneWaiting() {
        Outbox outbox = archiver.bean("outbox", Outbox.class);
        await().untilAsserted(() -> {
            outbox.refresh();
            assertThat(outbox.waiting()).isEqualTo(Outbox.Waiting.NONE);
        });
    }

    @Test
    void aCollectionEndsWithANoticeToTheWebHook() throws Exception {
        start(ofHook());
        scene.add(3);

        Collection collection = archiver.collectAndImport(scene);

        JsonNode notice = awaitNotice(NoticeKind.COLLECTION);
        assertThat(notice.get("subject").asText()).isEqualTo(collection.run());
        assertThat(notice.get("title").asText()).isEqualTo("WeChat Archiver: complete (2026-11-21)");
        assertThat(notice.get("attention").asBoolean()).isFalse();
        assertThat(notice.at("/facts/counters/staged").asLong()).isEqualTo(3);
        assertThat(notice.at("/facts/verdicts/fanOut").asText()).isEqualTo("HOLDS");
        assertThat(hook.requests().get(0).authorization()).isEqualTo("Bearer " + TOKEN);
        assertThat(hook.requests().get(0).path()).isEqualTo("/hooks/secret-path?key=secret-key");
        assertThat(hook.requests().get(0).type()).isEqualTo("application/json");
        awaitNoneWaiting();
        pass();
        assertThat(hook.accepted(NoticeKind.COLLECTION)).hasSize(1);
    }

    @Test
    void withoutACollectionOrAProblemNothingIsSent() throws Exception {
        start(ofHook());
        pass();

        awaitNoneWaiting();

        assertThat(hook.requests()).noneMatch(request -> !request.kind().equals("day"));
    }

    @Test
    void aCollectionEndsWithAMail() throws Exception {
        start(ofMail());
        scene.add(2);
        String unmapped =
                scene.add(scene.item("unmapped", scene.archivedAt(), "From: <x@elsewhere.example>\r\n\r\nHello\r\n"));

        archiver.collectAndImport(scene);

        await().until(() -> {
            pass();
            return !mails("Subject: WeChat Archiver: complete").isEmpty();
        });
        MailServerUnderTest.Mail mail =
                mails("Subject: WeChat Archiver: complete").get(0);
        assertThat(mail.login()).endsWith("archiver\0" + PASSWORD);
        assertThat(mail.recipients()).hasSize(2);
        assertThat(mail.text())
                .contains(
                        "Subject: WeChat Archiver: complete, 1 parked (2026-11-21)",
                        "From: archiver@contoso.example",
                        "Items staged: 3",
                        "- 1 unmapped: owner of the mapping file",
                        "Add the number to the mapping file",
                        unmapped)
                .doesNotContain("elsewhere.example", "Hello");
    }

    private List<MailServerUnderTest.Mail> mails(String text) {
        return server.mails().stream()
                .filter(mail -> mail.text().contains(text))
                .toList();
    }

    @Test
    void whileTheWebHookIsDownEverythingIsImportedAndAfterwardsTheNoticeArrivesOnce() throws Exception {
        hook.answer(DOWN);
        start(ofHook());
        List<String> ids = scene.add(20);

        Collection collection = archiver.collectAndImport(scene);

        assertThat(collection.incomplete()).isNull();
        assertThat(scene.archived("ann")).hasSize(ids.size());
        Outbox outbox = archiver.bean("outbox", Outbox.class);
        await().until(() -> {
            pass();
            return outbox.failures() > 3;
        });
        assertThat(outbox.lastFailure()).isEqualTo("The web hook answered HTTP 503");
        assertThat(outbox.waiting().number()).isPositive();

        hook.answer(OK);

        awaitNotice(NoticeKind.COLLECTION);
        await().untilAsserted(() -> {
            pass();
            awaitNoneWaiting();
        });
        assertThat(hook.accepted(NoticeKind.COLLECTION)).hasSize(1);
    }

    @Test
    void aRestartForgetsNoNoticeAndNoPause() throws Exception {
        hook.answer(DOWN);
        start(ofHook());
        scene.add(1);
        archiver.collectAndImport(scene);
        await().until(() -> archiver.bean("outbox", Outbox.class).failures() > 0);
        archiver.close();
        int refused = hook.requests().size();
        hook.answer(OK);

        start(ofHook());

        Outbox outbox = archiver.bean("outbox", Outbox.class);
        await().until(() -> {
            outbox.refresh();
            return outbox.waiting().number() > 0;
        });
        outbox.due();
        assertThat(hook.requests()).as("within the pause of 30 s").hasSize(refused);
        awaitNotice(NoticeKind.COLLECTION);
    }

    @Test
    void aChannelThatFailsDelaysNoOther() throws Exception {
        hook.answer(DOWN);
        start(List.of(ofHook(), ofMail()));
        scene.add(1);

        archiver.collectAndImport(scene);

        await().until(() -> {
            pass();
            return !mails("Subject: WeChat Archiver: complete").isEmpty();
        });
        assertThat(hook.accepted()).isEmpty();

        hook.answer(OK);

        awaitNotice(NoticeKind.COLLECTION);
        assertThat(mails("Subject: WeChat Archiver: complete")).hasSize(1);
    }

    @Test
    void aMailServerThatRefusesIsTriedAgainAndItsTextIsNotKept() throws Exception {
        server.refuse(true);
        start(ofMail());
        scene.add(1);
        archiver.collectAndImport(scene);
        Outbox outbox = archiver.bean("outbox", Outbox.class);
        await().until(() -> {
            pass();
            return outbox.failures() > 0;
        });
        assertThat(outbox.lastFailure()).isEqualTo("The mail server answered 554");

        server.refuse(false);

        await().until(() -> {
            pass();
            return mails("Subject: WeChat Archiver: complete").size() == 1;
        });
    }

    @Test
    void manyDeadLettersGiveOneNotice() throws Exception {
        start(ofHook());
        for (int i = 0; i < 30; i++) {
            scene.add(scene.item("unmapped" + i, scene.archivedAt(), "From: <x@elsewhere.example>\r\n\r\nHello\r\n"));
        }

        archiver.collectAndImport(scene);

        JsonNode notice = awaitNotice(NoticeKind.DEAD_LETTERS);
        assertThat(notice.get("title").asText()).isEqualTo("WeChat Archiver: 30 new dead letters (2026-11-21)");
        assertThat(notice.at("/facts/reasons/0/reason").asText()).isEqualTo("unmapped");
        assertThat(notice.at("/facts/reasons/0/count").asLong()).isEqualTo(30);
        assertThat(notice.at("/facts/reasons/0/who").asText()).isEqualTo("owner of the mapping file");
        assertThat(notice.at("/facts/items")).hasSize(20);
        assertThat(notice.toString()).doesNotContain("elsewhere.example");
        pass();
        awaitNoneWaiting();
        assertThat(hook.accepted(NoticeKind.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void aDayEndsWithANoticeThatAllIsWell() throws Exception {
        start(ofHook());
        scene.add(2);
        archiver.collectAndImport(scene);
        awaitNotice(NoticeKind.COLLECTION);

        sandbox.clock().advance(Duration.ofDays(1));

        await().untilAsserted(() -> {
            pass();
            assertThat(hook.accepted(NoticeKind.DAY))
                    .extracting(day -> day.get("title").asText())
                    .contains("WeChat Archiver: all is well (2026-11-21)");
        });
        assertThat(hook.accepted(NoticeKind.DAY)).doesNotHaveDuplicates();
    }

    @Test
    void anEventOfAnotherPartIsSentToo() throws Exception {
        start(ofHook());

        archiver.bean("notices", Notices.class)
                .note(NoticeKind.SILENCE, "source", "Nothing was listed: ask TeleMessage");

        assertThat(awaitNotice(NoticeKind.SILENCE).get("text").asText())
                .isEqualTo("Nothing was listed: ask TeleMessage");
    }

    @Test
    void nothingIsStoredOrSentWhenNoticesAreOff() throws Exception {
        start(Map.of());
        scene.add(2);
        archiver.collectAndImport(scene);
        await().until(() -> archiver.stored("reports/") > 0);

        assertThat(archiver.context().getRoute("send-notices")).isNull();
        assertThat(archiver.stored("state/wechat/notice")).isZero();
        assertThat(archiver.ledger(EventType.STAGED)).hasSize(2);
    }

    @Test
    void aFailureIsLoggedWithoutASecretAndWithoutAnAddress() throws Exception {
        hook.answer(DOWN);
        server.refuse(true);
        try (CapturedLines log = CapturedLines.of("org.opencompliance.archiver")) {
            start(List.of(ofHook(), ofMail()));
            scene.add(1);
            archiver.collectAndImport(scene);

            await().untilAsserted(() -> {
                pass();
                assertThat(log.all())
                        .anyMatch(line -> line.contains("The web hook answered HTTP 503"))
                        .anyMatch(line -> line.contains("The mail server answered 554"));
            });
            assertThat(log.all()).noneMatch(SendNoticesRouteIT::hasSecret);
        }
    }

    @Test
    void noEndpointAndNoRecordHasASecret() throws Exception {
        start(List.of(ofHook(), ofMail()));
        scene.add(1);
        archiver.collectAndImport(scene);
        awaitNotice(NoticeKind.COLLECTION);
        awaitNoneWaiting();

        assertThat(archiver.context().getEndpoints())
                .noneMatch(endpoint -> hasSecret(endpoint.getEndpointUri()) || hasSecret(endpoint.toString()));
        FilesInUse.forEach(
                directory.resolve("area"),
                (file, text) -> assertThat(hasSecret(text)).as(file.toString()).isFalse());
    }

    private static boolean hasSecret(String text) {
        return text.contains(TOKEN)
                || text.contains(PASSWORD)
                || text.contains("secret-")
                || text.contains("compliance@");
    }
}
