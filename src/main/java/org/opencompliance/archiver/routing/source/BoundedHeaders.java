package org.opencompliance.archiver.routing.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.client5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;

/**
 * Reads the status line and headers of an answer, up to 64 KB in total for any number and length, and at most for the
 * allowance after the first byte.
 */
final class BoundedHeaders implements HttpMessageParserFactory<ClassicHttpResponse> {

    private final Duration allowance;

    BoundedHeaders(Duration allowance) {
        this.allowance = allowance;
    }

    @Override
    public HttpMessageParser<ClassicHttpResponse> create(Http1Config config) {
        HttpMessageParser<ClassicHttpResponse> parser = DefaultHttpResponseParserFactory.INSTANCE.create(config);
        return (buffer, in) -> parser.parse(buffer, new Bounded(in, allowance));
    }

    /** The bytes of one answer's headers, including the read-ahead of the buffer. */
    private static final class Bounded extends FilterInputStream {

        private final Duration allowance;
        private long left = AnswerLimits.HEADER_BYTES;
        private long begun;

        private Bounded(InputStream in, Duration allowance) {
            super(in);
            this.allowance = allowance;
        }

        @Override
        public int read() throws IOException {
            require();
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            require();
            int count = super.read(buffer, offset, length);
            return counted(count, count);
        }

        private int counted(int result, int bytes) {
            begun = begun == 0 ? System.nanoTime() : begun;
            left -= Math.max(bytes, 0);
            return result;
        }

        private void require() throws IOException {
            if (left <= 0) {
                throw new SourceLimitException(
                        "The headers of the source's answer are over " + AnswerLimits.HEADER_BYTES + " bytes");
            }
            if (begun != 0 && System.nanoTime() - begun > allowance.toNanos()) {
                throw new SourceLimitException(
                        "The headers of the source's answer take longer than telemessage.slow-allowance");
            }
        }
    }
}
