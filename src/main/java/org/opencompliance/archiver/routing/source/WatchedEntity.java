package org.opencompliance.archiver.routing.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of an answer with its content under watch. */
final class WatchedEntity extends HttpEntityWrapper {

    private final InputStream content;

    WatchedEntity(HttpEntity entity, AnswerWatch watch) throws IOException {
        super(entity);
        this.content = new WatchedStream(entity.getContent(), watch);
    }

    @Override
    public InputStream getContent() {
        return content;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (content) {
            content.transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
