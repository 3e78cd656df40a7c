package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestMail;

/** Content larger than the heap of the tests. */
class MicrosoftExchangeHugeMessageIT extends ExchangeTest {

    private static final int SLICE = 4 * 1024 * 1024;
    private static final long SIZE = 130L * SLICE;

    @Test
    void goesThroughWithoutEverBeingInTheHeap() {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(SIZE);
        happy().on(
                        "POST /messages/message-1/attachments/createUploadSession",
                        Reply.file(201, "createUploadSession-opened"));
        graph.forgetBodiesOf("PUT");
        for (long offset = SLICE; offset < SIZE; offset += SLICE) {
            graph.on("PUT /upload/session-1", Reply.json(200, "{\"nextExpectedRanges\": [\"" + offset + "\"]}"));
        }
        graph.on("PUT /upload/session-1", Reply.json(201, ""));

        Exchange exchange = importMail(TestMail.of(new Endless()));

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received("PUT /upload/session-1").stream()
                        .mapToLong(one -> Long.parseLong(one.header("Content-Length")))
                        .sum())
                .isEqualTo(SIZE);
    }

    private static final class Endless implements MailAttachment {

        @Override
        public String name() {
            return "film.mp4";
        }

        @Override
        public String contentType() {
            return "video/mp4";
        }

        @Override
        public String contentId() {
            return null;
        }

        @Override
        public boolean inline() {
            return false;
        }

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public String sha256() {
            throw new UnsupportedOperationException("not needed to send it");
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                @Override
                public int read() {
                    return 7;
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return length;
                }

                @Override
                public long skip(long count) {
                    return count;
                }
            };
        }
    }
}
