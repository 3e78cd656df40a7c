package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Replaces contents of parts while a mail is read, such as encrypted contents by clear ones. Reads one mail, on one thread. */
public interface PartContents {

    /** Every content stays as it is. */
    PartContents UNCHANGED = new PartContents() {
        @Override
        public void begin(List<MailHeader> fields) {
            // no content depends on the header
        }

        @Override
        public Optional<InputStream> replaced(Facts part, Source content) {
            return Optional.empty();
        }
    };

    /** @param fields of the header of the mail, unfolded, with encoded words not yet decoded; before its first part */
    void begin(List<MailHeader> fields);

    /**
     * Decides about one part.
     *
     * @param content of the part, without its transfer encoding
     * @return the content to use, which the parser reads to its end and closes; empty to keep the present one
     */
    Optional<InputStream> replaced(Facts part, Source content) throws IOException;

    /**
     * One part that has no parts of its own.
     *
     * @param mediaType in lower case, without parameters
     * @param fileName as in its header, decoded; null for none
     */
    record Facts(String mediaType, String fileName) {

        /** Omits the name, which must not appear in logs. */
        @Override
        public String toString() {
            return "Facts[" + mediaType + "]";
        }
    }

    /** A content that can be read several times. */
    @FunctionalInterface
    interface Source {
        /** The content from its first byte; the caller closes it. */
        InputStream open() throws IOException;
    }
}
