package org.opencompliance.archiver.item;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.opencompliance.archiver.exchange.mail.CpuBudget;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.exchange.mail.MailHead;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.journal.JournalReport;
import org.opencompliance.archiver.item.journal.Unwrapped;

/** Reads the facts of an item from a file that can be a mail in the envelope of a journal report. Immutable and thread-safe. */
public final class ItemHeads {

    private final MailParser mails;
    private final Duration cpuLimit;
    private final boolean journal;

    /**
     * @param cpuLimit the most CPU time for one file
     * @param journal whether the facts of a journal report are those of the mail in it
     */
    public ItemHeads(MailParser mails, Duration cpuLimit, boolean journal) {
        this.journal = journal;
        this.mails = Objects.requireNonNull(mails, "mails");
        this.cpuLimit = Objects.requireNonNull(cpuLimit, "cpuLimit");
    }

    /** The facts of the file; those of the mail in its envelope if journal reports are expected and it is one that can be parsed. */
    public ItemHead read(Path file) throws IOException {
        try (InputStream original = Files.newInputStream(file)) {
            MailHead head = MailHead.read(original, MailLimits.DEFAULT);
            return journal && JournalReport.isPossible(head.fields(), TeleMessageHeaders::isOne)
                    ? unwrapped(file, head)
                    : ItemHead.of(head);
        } catch (MailFormatException e) {
            return ItemHead.NONE;
        }
    }

    private ItemHead unwrapped(Path file, MailHead head) throws IOException {
        try (InputStream original = Files.newInputStream(file)) {
            return CpuBudget.of(cpuLimit).spend(() -> {
                try (Unwrapped mail = Unwrapped.of(mails.parse(original), mails::parse, TeleMessageHeaders::isOne)) {
                    return ItemHead.of(
                            new MailHead(mail.mail().headers(), mail.mail().sent()));
                }
            });
        } catch (MailFormatException e) {
            return ItemHead.of(head);
        }
    }
}
