package org.opencompliance.archiver.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.opencompliance.archiver.exchange.mail.RealMails;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.site.SiteItem;

/** A day of damaged mails at the source, and a tenant with the users that the mails name. */
final class MutatedDay {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final String USER_NAME = "someone@contoso.example";

    private MutatedDay() {}

    /** @param number how many items, in the first hours of the day; the same seed gives the same items */
    static SampleDay of(int number, int hours, long seed) throws IOException {
        SampleDay ordinary = SampleDay.on(DAY).odd(false).make();
        MutatedMails mails = new MutatedMails(Seeds.mails(), seed);
        List<SiteItem> items = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Instant hour = ordinary.from().plus(Duration.ofHours((long) i * hours / number));
            Instant archivedAt = hour.plusSeconds(i % 3_600);
            items.add(SiteItem.of("mutated-" + i, "chat", archivedAt, mails.next()));
        }
        List<TenantUser> users = new ArrayList<>(ordinary.users());
        users.add(userOfRealMails());
        return new SampleDay(DAY, List.copyOf(items), List.copyOf(users), ordinary.mappingCsv(), Map.of());
    }

    /** One user with every address of the real mails. */
    private static TenantUser userOfRealMails() throws IOException {
        Set<String> addresses = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Optional<RealMails> real = RealMails.find();
        real.ifPresent(mails -> mails.expected().values().forEach(mail -> mail.get("addresses")
                .forEach(address -> addresses.add(address.asText()))));
        TenantUser user = TenantUser.member("id-someone", USER_NAME, "Someone");
        for (String address : addresses) {
            user = user.alias(address);
        }
        return user;
    }
}
