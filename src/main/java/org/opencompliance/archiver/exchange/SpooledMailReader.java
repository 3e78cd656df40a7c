package org.opencompliance.archiver.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;

/**
 * The default reader of the component. It stores attachments in its own folder in the temporary directory of the JVM.
 * Only the user of this process can access the folder. The first mail creates it; {@link #close()} removes it.
 */
final class SpooledMailReader implements MailReader, Closeable {

    private Path folder;

    /** @throws MicrosoftExchangeRejectedException when the bytes are not a message */
    @Override
    public Mail read(InputStream message) throws IOException {
        try {
            return new MailParser(MailLimits.DEFAULT, folder()).parse(message);
        } catch (MailFormatException e) {
            throw new MicrosoftExchangeRejectedException(
                    "Reading a message: " + e.getMessage(), ServiceFailure.NONE, "Send an RFC 5322 message.");
        }
    }

    private synchronized Path folder() throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            folder = Files.createTempDirectory(
                    "microsoft-exchange-" + ProcessHandle.current().pid() + "-");
        }
        return folder;
    }

    /** Removes the folder and the files of mails that were never closed. */
    @Override
    public synchronized void close() throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
        folder = null;
    }
}
