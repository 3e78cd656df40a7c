package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.item.TeleMessageHeaders.Conversation;

class ItemParserReadsOriginalsTest {

    @TempDir
    private Path spool;

    @AfterEach
    void nothingIsLeft() {
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void whatTheSourceSaysOfAnItemIsReadInAnySpelling() throws Exception {
        String original =
                """
                x-telemessage-archive-message-id: id-1
                X-TELEMESSAGE-Network: WeChat
                X-TELEMESSAGE-MESSAGETYPE: recall
                X-TELEMESSAGE-THREAD_ID: t-1
                X-TELEMESSAGE-GroupID: g-1
                X-TELEMESSAGE-GROUP_NAME: =?utf-8?B?5Lya6K6u?=
                X-TELEMESSAGE-ArchiveSource: WeCom
                X-TELEMESSAGE-ArchiveInitiator: 8613800138000
                X-TELEMESSAGE-Status: Received
                X-TELEMESSAGE-Pre_MsgID: id-0
                X-TELEMESSAGE-Status: second

                """;
        try (Item item = ItemsForTest.parse(spool, original)) {
            assertThat(item.headers())
                    .isEqualTo(new TeleMessageHeaders(
                            "id-1",
                            "WeChat",
                            "recall",
                            new Conversation("t-1", "g-1", "会议"),
                            "WeCom",
                            "8613800138000",
                            "Received",
                            "id-0"));
            assertThat(item.idMismatch()).isFalse();
            assertThat(item.network()).isEqualTo("WeChat");
            assertThat(item.type()).isEqualTo("chat");
        }
    }

    @Test
    void withoutSuchHeadersTheListingSpeaks() throws Exception {
        try (Item item = ItemsForTest.parse(spool, "Subject: s\n\n")) {
            assertThat(item.headers().archiveMessageId()).isNull();
            assertThat(item.id()).isEqualTo("id-1");
            assertThat(item.idMismatch()).isFalse();
            assertThat(item.network()).isEqualTo("wechat");
            assertThat(item.connector()).isEqualTo("wechat");
            assertThat(item.archivedAt()).isEqualTo(ItemsForTest.ARCHIVED_AT);
        }
        String typed = "X-TELEMESSAGE-MessageType: call\n\n";
        try (Item item = ItemsForTest.parse(spool, ItemsForTest.listed(""), typed)) {
            assertThat(item.type()).isEqualTo("call");
        }
    }

    @Test
    void anotherIdThanTheListedOneIsNoticed() throws Exception {
        try (Item item = ItemsForTest.parse(spool, "X-TELEMESSAGE-ArchiveMessageID: ID-1\n\n")) {
            assertThat(item.idMismatch()).isTrue();
            assertThat(item.id()).isEqualTo("id-1");
        }
    }

    @Test
    void theIdOfTheCopyOfItsOwnerIsNoOtherId() throws Exception {
        String id = ItemId.ofCopy("tm-1", "8613910000001");
        ListedItem listed = new ListedItem(id, "chat", ItemsForTest.ARCHIVED_AT, -1, null);
        String mail = "X-TELEMESSAGE-ArchiveMessageID: tm-1\nX-TELEMESSAGE-ArchiveInitiator: %s\n\n";

        try (Item item = ItemsForTest.parse(spool, listed, mail.formatted("8613910000001"))) {
            assertThat(item.idMismatch()).isFalse();
        }
        try (Item item = ItemsForTest.parse(spool, listed, mail.formatted("8613910000002"))) {
            assertThat(item.idMismatch()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 20 Nov 2026 08:00:00 +0000 | 2026-11-20T08:00:00Z",
                "Sat, 21 Nov 2026 12:00:00 +0000 | 2026-11-21T12:00:00Z",
                "Sat, 21 Nov 2026 12:00:01 +0000 | 2026-11-20T12:00:00Z",
                "Mon, 01 Jan 1990 00:00:00 +0000 | 1990-01-01T00:00:00Z",
                "Sun, 31 Dec 1989 23:59:59 +0000 | 2026-11-20T12:00:00Z",
                "no date | 2026-11-20T12:00:00Z"
            })
    void theDateCountsWhenItIsBelievable(String date, Instant sent) throws Exception {
        try (Item item = ItemsForTest.parse(spool, "Date: " + date + "\n\n")) {
            assertThat(item.sent()).isEqualTo(sent);
        }
    }

    @Test
    void theHashIsThatOfEveryByteOfTheOriginal() throws Exception {
        // printf 'Subject: s\r\nContent-Transfer-Encoding: base64\r\n\r\nQQ==\r\nafter the end' | sha256sum
        String original = "Subject: s\nContent-Transfer-Encoding: base64\n\nQQ==\nafter the end";
        try (Item item = ItemsForTest.parse(spool, original)) {
            assertThat(item.originalSha256())
                    .isEqualTo("c8d6811373186898eb4761b58b903b1a42a937dfdfae0cd53d0151f36f9bd35e");
            assertThat(item.mail().body().content()).isEqualTo("A");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "no header at all", "{\"error\": \"not found\"}", "<html><body>Login</body></html>"})
    void whatIsNoMessageIsMalformed(String original) {
        assertThatThrownBy(() -> ItemsForTest.parse(spool, original))
                .isInstanceOf(MalformedItemException.class)
                .hasMessageContaining("id-1")
                .hasMessageNotContaining("Login");
    }

    @Test
    void beyondEveryLimitIsMalformed() {
        assertThatThrownBy(() -> ItemsForTest.parse(spool, "Subject: s\nTo: " + "x".repeat(2_000_000)))
                .isInstanceOf(MalformedItemException.class)
                .hasMessageContaining("id-1");
    }

    @Test
    void aListedItemSaysWhetherItIsASystemEvent() {
        assertThat(ItemsForTest.listed("System").isSystem()).isTrue();
        assertThat(ItemsForTest.listed("chat").isSystem()).isFalse();
        assertThat(ItemsForTest.listed(null).isSystem()).isFalse();
    }
}
