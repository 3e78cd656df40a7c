package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;

/** A component without a mail reader imports messages unchanged. */
class MicrosoftExchangeMailReaderTest extends ExchangeTest {

    private static final String MAIL =
            """
            From: <wang@contoso.com>
            To: <lina@contoso.com>
            Subject: Chat
            Date: Fri, 20 Nov 2026 08:15:30 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Hello
            --b
            Content-Type: application/octet-stream; name=a.bin
            Content-Disposition: attachment; filename=a.bin

            abc
            --b--
            """;
    /** The contents of a smaller mail stay in memory. */
    private static final String LARGE_MAIL = MAIL + "A line.\r\n".repeat(10_000);

    @Test
    void readsAMessageFromItsBytes() {
        happy();

        Exchange exchange = send(IMPORT, MAIL.getBytes(StandardCharsets.US_ASCII));

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received("POST /mailFolders/folder-1/messages")
                        .get(0)
                        .json()
                        .path("subject")
                        .asText())
                .isEqualTo("Chat");
    }

    @Test
    void keepsContentsWhereOnlyTheOwnerReadsAndRemovesThem() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        happy().instead(
                        "POST /mailFolders/folder-1/messages",
                        Reply.file(201, "createMessage-created").behind(gate));
        List<Path> before = folders();

        CompletableFuture<Exchange> importing = template.asyncSend(IMPORT, exchange -> {
            exchange.getMessage().setBody(LARGE_MAIL);
            exchange.getMessage().setHeaders(headers());
        });
        Awaitility.await().until(() -> !graph.received("POST /mailFolders/folder-1/messages")
                .isEmpty());
        Path folder = folders().stream()
                .filter(one -> !before.contains(one))
                .findFirst()
                .orElseThrow();

        assertThat(Files.getPosixFilePermissions(folder))
                .isEqualTo(Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
        assertThat(folder).isNotEmptyDirectory();
        gate.countDown();
        assertThat(importing.join().getException()).isNull();
        assertThat(folder).isEmptyDirectory();
        component.stop();
        assertThat(folder).doesNotExist();
    }

    @Test
    void refusesWhatIsNoMessageForGood() {
        MicrosoftExchangeRejectedException failure =
                failure(send(IMPORT, "Subject: " + "x".repeat(2 << 20)), MicrosoftExchangeRejectedException.class);

        assertThat(failure.advice()).isNotEmpty();
        assertThat(graph.received()).isEmpty();
    }

    private static List<Path> folders() throws IOException {
        String ofThisProcess = "microsoft-exchange-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(ofThisProcess))
                    .toList();
        }
    }
}
