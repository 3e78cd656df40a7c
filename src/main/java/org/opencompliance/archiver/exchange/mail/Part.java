package org.opencompliance.archiver.exchange.mail;

import java.util.List;

/** The structure of a mail. */
sealed interface Part {

    PartHeader header();

    /**
     * @param stray whether it is text outside the parts of a multipart, which matters only when the multipart is
     * broken
     */
    record Leaf(PartHeader header, MailSpool.Slice content, boolean stray) implements Part {

        /** Whether it can be the body of the mail. */
        boolean readable() {
            return header.shownText() && !stray && content.size() > 0;
        }
    }

    record Branch(PartHeader header, List<Part> children) implements Part {}
}
