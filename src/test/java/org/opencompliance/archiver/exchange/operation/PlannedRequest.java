package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.exchange.MicrosoftExchangeLook;
import org.opencompliance.archiver.exchange.client.OutgoingMessage;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * The plan to import a mail, for tests of other packages.
 *
 * @param message the message of the first request, with the attachments in it
 * @param most the upper bound of that request in bytes
 * @param budget the most that this bound may be, unless the message has no attachments
 * @param attachments all attachments that the message must have
 */
public record PlannedRequest(OutgoingMessage message, long most, long budget, List<MailAttachment> attachments) {

    private static final ImportSettings SETTINGS = new ImportSettings(
            "WeChat Archiver",
            "IPM.Note.WeChat",
            "wechat",
            List.of(),
            "2f1ab1d6-92b6-4b2e-8a3e-5a6b1c0d9e77",
            List.of(Duration.ZERO));

    /** @param itemId null for an import by the component alone, which has no item */
    public static PlannedRequest of(Mail mail, String itemId, Map<String, String> properties, boolean strict) {
        ImportOrder order = new ImportOrder(
                "mailbox-1", itemId, mail, properties, MicrosoftExchangeLook.values()[0], Instant.EPOCH, null);
        MessagePlan plan =
                new MessagePlanner(SETTINGS).plan(order, strict ? AddressCleaning.STRICT : AddressCleaning.USUAL);
        return new PlannedRequest(plan.message(), plan.size(), MessagePlanner.REQUEST_BUDGET, plan.attachments());
    }
}
