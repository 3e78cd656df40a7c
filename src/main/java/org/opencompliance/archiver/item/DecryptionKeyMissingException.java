package org.opencompliance.archiver.item;

import java.io.IOException;
import org.opencompliance.archiver.item.encryption.Encryption;

/** An item that was decrypted earlier cannot be decrypted in the same way now. Its import and its verification wait for the key. */
public final class DecryptionKeyMissingException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param now the result of this time; null when the item does not look encrypted */
    DecryptionKeyMissingException(String item, Encryption now) {
        super("Item " + item + " was decrypted before, and is "
                + (now == null ? "not encrypted" : now.state().label())
                + " now: put the private key of that time back into the folder archiver.decryption-keys");
    }
}
