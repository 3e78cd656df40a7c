package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/**
 * Decides on lines of a header that are no field. Where the header is not that of a multipart, such a line begins the content. Where
 * it is, mime4j could not find the parts any more after stepping back, so the line is put aside for the text before the parts.
 */
final class TolerantFields extends DefaultFieldBuilder {

    private final int maxBytes;
    private final ByteArrayOutputStream aside = new ByteArrayOutputStream();
    private boolean multipart;

    /** @param maxBytes of a field; lines beyond that are left out of it */
    TolerantFields(int maxBytes) {
        super(-1);
        this.maxBytes = maxBytes;
    }

    /** To be called before the first field of each header. */
    void startHeader() {
        multipart = false;
        aside.reset();
    }

    /** The lines of the current header that were put aside. */
    byte[] aside() {
        return aside.toByteArray();
    }

    @Override
    public void append(ByteArrayBuffer line) throws MaxHeaderLengthLimitException {
        if (getRaw().length() + line.length() <= maxBytes) {
            super.append(line);
        }
    }

    @Override
    public RawField build() throws MimeException {
        byte[] raw = getRaw().toByteArray();
        if (raw.length == 0) {
            return null;
        }
        try {
            RawField field = super.build();
            multipart |= isMultipart(field);
            return field;
        } catch (MimeException e) {
            if (!multipart) {
                throw e;
            }
            aside.writeBytes(raw);
            return null;
        }
    }

    private static boolean isMultipart(RawField field) {
        return field.getName().equalsIgnoreCase("Content-Type")
                && new String(field.getRaw().toByteArray(), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .contains("multipart/");
    }
}
