package org.opencompliance.archiver.exchange.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A slice of an attachment, streamed from its storage. */
final class SliceBody extends RequestBody {

    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final int BLOCK = 16 * 1024;

    private final UploadSlice slice;

    SliceBody(UploadSlice slice) {
        this.slice = slice;
    }

    @Override
    public MediaType contentType() {
        return BYTES;
    }

    @Override
    public long contentLength() {
        return slice.length();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (InputStream content = slice.attachment().open()) {
            content.skipNBytes(slice.offset());
            byte[] block = new byte[BLOCK];
            int left = slice.length();
            while (left > 0) {
                int count = content.read(block, 0, Math.min(block.length, left));
                if (count < 0) {
                    throw new EOFException("the attachment is shorter than it said");
                }
                sink.write(block, 0, count);
                left -= count;
            }
        }
    }
}
