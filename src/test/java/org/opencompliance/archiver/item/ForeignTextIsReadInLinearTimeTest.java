package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.LinearTime.assertLinear;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.item.copy.HtmlBodyStart;
import org.opencompliance.archiver.item.copy.ImportCopy;
import org.opencompliance.archiver.item.copy.ItemProperties;
import org.opencompliance.archiver.item.copy.TargetAddress;

class ForeignTextIsReadInLinearTimeTest {

    @TempDir
    private Path spool;

    @Test
    void people() throws Exception {
        assertLinear(text -> Participant.of(Participant.Role.TO, new MailAddress(text, text)));
        assertLinear(text -> TargetAddress.of(new MailAddress(text, "")));
        assertLinear(text -> TargetAddress.of(new MailAddress("", text)));
    }

    @Test
    void whoAnItemWasArchivedFor() throws Exception {
        assertLinear(text -> ItemsForTest.parse(spool, "X-TELEMESSAGE-ArchiveInitiator: " + fitting(text) + "\n\nx")
                .close());
    }

    @Test
    void theBeginningOfHtml() throws Exception {
        assertLinear(HtmlBodyStart::in);
        assertLinear(text -> HtmlBodyStart.in("<script>" + text));
        assertLinear(text -> HtmlBodyStart.in("<script></script" + text));
        assertLinear(text -> HtmlBodyStart.in("<!--" + text));
    }

    @Test
    void theCopyThatIsImported() throws Exception {
        assertLinear(text -> {
            String mail = "From: " + fitting(text) + "\nContent-Type: text/html\n\n" + text;
            try (Item item = ItemsForTest.parse(spool, mail)) {
                ImportCopy.of(ItemsForTest.filtered(item, 1024 * 1024));
                ItemProperties.of(item);
            } catch (MalformedItemException e) {
                assertThat(e).hasMessageContaining("names more than 10000");
            }
        });
    }

    /** Maximum size of a header; a mail with more is rejected. */
    private static String fitting(String text) {
        return text.substring(0, 250_000) + text.substring(text.length() - 250_000);
    }
}
