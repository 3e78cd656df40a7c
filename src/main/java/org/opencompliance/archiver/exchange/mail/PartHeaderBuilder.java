package org.opencompliance.archiver.exchange.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteSequence;

/** Makes a {@link PartHeader} of the fields of one part; the first of each name counts. */
final class PartHeaderBuilder implements BodyDescriptorBuilder {

    private final boolean digest;
    private final Map<String, String> fields = new TreeMap<>();
    private PartHeader built = PartHeader.UNANNOUNCED;

    PartHeaderBuilder(boolean digest) {
        this.digest = digest;
    }

    /** The value of a field, unfolded, encoded words still in place. */
    static String value(RawField field) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            return field.getBody();
        }
        int start = field.getDelimiterIdx() + 1;
        byte[] bytes = raw.toByteArray();
        byte[] body = Arrays.copyOfRange(bytes, Math.min(start, bytes.length), bytes.length);
        return HeaderText.unfolded(body).strip();
    }

    @Override
    public void reset() {
        fields.clear();
    }

    @Override
    public Field addField(RawField field) {
        String name = field.getName().toLowerCase(Locale.ROOT);
        if (name.startsWith("content-")) {
            fields.putIfAbsent(name, value(field));
        }
        return null;
    }

    @Override
    public BodyDescriptor build() {
        built = PartHeader.of(
                fields.get("content-type"),
                fields.get("content-transfer-encoding"),
                fields.get("content-disposition"),
                fields.get("content-id"),
                digest);
        return built;
    }

    @Override
    public BodyDescriptorBuilder newChild() {
        return new PartHeaderBuilder(built.mediaType().equals("multipart/digest"));
    }
}
