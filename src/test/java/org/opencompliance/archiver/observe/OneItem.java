package org.opencompliance.archiver.observe;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.site.SiteItem;

/** A day with one item; none of its data may be exposed. */
final class OneItem {

    static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    static final String SUBJECT = "Quarterly-subject-7361";
    static final String BODY = "Body-text-8842";
    static final String NUMBER = "8613955500001";
    static final String ADDRESS = "ann.4711@contoso.example";
    static final List<String> PRIVATE = List.of(SUBJECT, BODY, NUMBER, ADDRESS);

    private OneItem() {}

    static SampleDay day() {
        TenantUser ann = TenantUser.member("id-ann", ADDRESS, "Ann");
        String mapping = "External User ID,Microsoft 365 User Mailbox\n" + NUMBER + "," + ADDRESS + "\n";
        SiteItem item = SiteItem.of(
                "item-1", "chat", DAY.atTime(12, 0).toInstant(ZoneOffset.UTC), mail().getBytes(StandardCharsets.UTF_8));
        return new SampleDay(DAY, List.of(item), List.of(ann), mapping, Map.of());
    }

    private static String mail() {
        return String.join(
                "\r\n",
                "From: \"" + NUMBER + " Ann\" <" + ADDRESS + ">",
                "To: \"8613955500002 Ben\" <ben@elsewhere.example>",
                "Subject: " + SUBJECT,
                "Date: Fri, 20 Nov 2026 12:00:00 +0000",
                "X-TELEMESSAGE-MessageType: text",
                "Content-Type: text/plain; charset=utf-8",
                "",
                BODY,
                "");
    }
}
