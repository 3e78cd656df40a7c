package org.opencompliance.archiver.item.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencompliance.archiver.exchange.mail.Base64Text;
import org.opencompliance.archiver.exchange.mail.MailHeader;
import org.opencompliance.archiver.exchange.mail.PartContents;

/**
 * Decrypts the parts of one item while it is read. The tag of a part decides whether its clear content is used; a part
 * with a wrong or missing tag stays as it is.
 */
public final class ItemDecryption implements PartContents {

    private static final String DATA_KEY = "xtelemessageencdatakey";
    private static final String KEY_ID = "xtelemessageenckeyid";

    private final DecryptionKeys keys;
    private final List<String> encrypted = new ArrayList<>();
    private List<PartCipher> ciphers = List.of();
    private PartCipher fitting;
    private boolean marked;
    private String keyId;
    private int parts;

    ItemDecryption(DecryptionKeys keys) {
        this.keys = keys;
    }

    @Override
    public void begin(List<MailHeader> fields) {
        String dataKey = value(fields, DATA_KEY);
        keyId = value(fields, KEY_ID);
        marked = dataKey != null || keyId != null;
        ciphers = DataKey.parse(dataKey).map(key -> keys.open(key, keyId)).orElse(List.of());
    }

    private static String value(List<MailHeader> fields, String name) {
        return fields.stream()
                .filter(field ->
                        plain(field.name()).equals(name) && !field.value().isBlank())
                .map(field -> field.value().strip())
                .findFirst()
                .orElse(null);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    @Override
    public Optional<InputStream> replaced(Facts part, Source content) throws IOException {
        if (!marked) {
            return Optional.empty();
        }
        parts++;
        // the content of a text is base64 within its transfer encoding
        Source base64 = () -> new Base64Text(content.open(), false);
        boolean text = part.mediaType().startsWith("text/");
        for (Source source : text ? List.of(base64, content) : List.of(content, base64)) {
            PartCipher cipher = cipher(source);
            if (cipher != null) {
                return Optional.of(cipher.clear(source.open()));
            }
        }
        encrypted.add(named(part));
        return Optional.empty();
    }

    /** The cipher that verifies the tag, or null. */
    private PartCipher cipher(Source source) throws IOException {
        for (PartCipher each : fitting == null ? ciphers : List.of(fitting)) {
            if (each.fits(source.open())) {
                fitting = each;
                return each;
            }
        }
        return null;
    }

    private String named(Facts part) {
        return part.fileName() == null ? part.mediaType() + ", part " + parts : part.fileName();
    }

    /** The result once the mail is read; empty for an item that is not encrypted. */
    public Optional<Encryption> result() {
        return marked ? Optional.of(new Encryption(keyId, state(), encrypted)) : Optional.empty();
    }

    private Encryption.State state() {
        if (encrypted.isEmpty()) {
            return Encryption.State.DECRYPTED;
        }
        return encrypted.size() < parts ? Encryption.State.PARTLY_DECRYPTED : Encryption.State.NOT_DECRYPTED;
    }
}
