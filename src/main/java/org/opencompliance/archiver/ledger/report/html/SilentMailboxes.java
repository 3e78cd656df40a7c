package org.opencompliance.archiver.ledger.report.html;

import java.util.List;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.html.Tables.Rest;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;

/** The section with the mailboxes that had items regularly and have none; the print has only their number. */
final class SilentMailboxes {

    private SilentMailboxes() {}

    /** Adds the section, if there is such a mailbox. */
    static void add(Html html, Report report, String csv) {
        Silence silence = report.silence();
        if (silence == null || silence.mailboxes().isEmpty()) {
            return;
        }
        html.open("section", "class", Tables.SCREEN)
                .element("h2", "Mailboxes without their regular items: " + Numbers.of(silence.silent()));
        html.element(
                "p", "Check the device, the licence and the consent of each user at the source.", "class", "quiet");
        html.open("table", "class", "rows");
        Tables.head(html, "Mailbox (object id)", "Last item", "Days without items", "Usual gap");
        html.open("tbody");
        List<SilentMailbox> mailboxes = silence.mailboxes();
        int shown = Math.min(Failures.SHOWN, mailboxes.size());
        mailboxes.subList(0, shown).forEach(mailbox -> row(html, mailbox));
        html.close().close();
        Tables.rest(html, new Rest(silence.silent(), shown, shown, csv));
        html.close();
    }

    private static void row(Html html, SilentMailbox mailbox) {
        html.open("tr").open("th", "scope", "row");
        html.element("span", mailbox.mailbox(), "class", "line").close();
        html.element("td", mailbox.lastActive().toString());
        html.element("td", Numbers.of(mailbox.days()), "class", "n");
        html.element("td", Numbers.of(mailbox.usualGap()), "class", "n").close();
    }
}
