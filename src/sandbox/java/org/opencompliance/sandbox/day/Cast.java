package org.opencompliance.sandbox.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opencompliance.sandbox.graph.TenantUser;

/** The people of a day: 40 users of the tenant and a guest, the persons behind them, some outsiders, and the custom mapping. */
final class Cast {

    private static final String[] SURNAMES = {
        "Wang 王", "Li 李", "Zhang 张", "Liu 刘", "Chen 陈", "Yang 杨", "Huang 黄", "Zhao 赵", "Wu 吴", "Zhou 周"
    };
    private static final String[] GIVEN = {"Wei 伟", "Fang 芳", "Na 娜", "Min 敏"};
    private static final String DOMAIN = "@contoso.example";
    private static final int REGULAR = 24;

    final List<TenantUser> users = new ArrayList<>();
    final List<String> mapping = new ArrayList<>();

    /** Found by their address; the normal case. */
    final List<Person> regular = new ArrayList<>();

    /** Found only by their number. */
    final List<Person> numberOnly = new ArrayList<>();

    /** WeChat only, in no directory. */
    final List<Person> outsiders = new ArrayList<>();

    /** Known by a secondary address. */
    final Person alias;

    /** Known by the primary address in capitals. */
    final Person capitals;

    /** A mailbox with disabled sign-in. */
    final Person shared;

    /** The number and the address map to different users; the number wins. */
    final Person reassigned;

    /** The number maps to a former employee; the address is used. */
    final Person movedOn;

    /** Without a number. */
    final Person numberLost;

    /** One person with two phones. */
    final List<Person> twoPhones = new ArrayList<>();

    /** The address differs from the user principal name. */
    final Person renamed;

    /** In the directory, but without a mailbox. */
    final Person guest;

    Cast() {
        for (int i = 0; i < 40; i++) {
            users.add(user(i));
        }
        for (int i = 0; i < REGULAR; i++) {
            regular.add(person(i, mobile(i), users.get(i).mail()));
        }
        users.subList(0, 6).forEach(user -> map(mobile(users.indexOf(user)), user.mail()));
        for (int i = REGULAR; i < REGULAR + 4; i++) {
            numberOnly.add(person(i, mobile(i), i % 2 == 0 ? "wxid_" + i + "@wechat.invalid" : null));
            map(mobile(i), users.get(i).mail());
        }
        users.set(28, users.get(28).alias("sales.shanghai" + DOMAIN));
        alias = person(28, mobile(28), "sales.shanghai" + DOMAIN);
        capitals = person(29, mobile(29), users.get(29).mail().toUpperCase(Locale.ROOT));
        users.set(30, users.get(30).disabled());
        shared = person(30, mobile(30), users.get(30).mail());
        reassigned = new Person(
                name(31), mobile(31), users.get(31).mail(), users.get(32).id());
        map(mobile(31), users.get(32).mail());
        movedOn = person(33, mobile(33), users.get(33).mail());
        map(mobile(33), "left.long.ago" + DOMAIN);
        numberLost = person(34, null, users.get(34).mail());
        twoPhones.add(person(36, mobile(36), null));
        twoPhones.add(person(36, "+1" + mobile(36).substring(2), "wxid_second@wechat.invalid"));
        map(mobile(36), users.get(36).mail());
        map("001" + mobile(36).substring(2), users.get(36).mail());
        numberOnly.add(person(37, mobile(37), "private37@mail.invalid"));
        map("+" + mobile(37), users.get(37).mail());
        users.set(38, users.get(38).mail("office.renamed" + DOMAIN));
        renamed = person(38, mobile(38), "office.renamed" + DOMAIN);
        users.add(TenantUser.member(id(40), "auditor_fabrikam.example#EXT#" + DOMAIN, "Guest Auditor")
                .mail("auditor@fabrikam.example")
                .guest());
        guest = new Person("Guest Auditor", "447700900123", "auditor@fabrikam.example", null);
        outsiders();
    }

    /** The custom mapping as CSV. */
    String mappingCsv() {
        return "External User ID,Microsoft 365 User Mailbox\n" + String.join("\n", mapping) + "\n";
    }

    private void outsiders() {
        String[] names = {"陈晓明", "Ivy Ng", "林家豪", "O'Brien, Pat", "客户经理", "José Niño", "老王", "Anna \"Annie\" Lee"};
        for (int i = 0; i < names.length; i++) {
            String mobile = i % 4 == 3 ? null : "8613700000" + (100 + i);
            String address = i % 2 == 0 ? null : "wxid_out" + i + "@wechat.invalid";
            outsiders.add(new Person(names[i], mobile, address, null));
        }
    }

    private Person person(int i, String mobile, String address) {
        return new Person(name(i), mobile, address, users.get(i).id());
    }

    private void map(String mobile, String mailbox) {
        mapping.add(mobile + "," + mailbox);
    }

    private static TenantUser user(int i) {
        String upn = latin(SURNAMES[i / 4]) + "." + latin(GIVEN[i % 4]) + i + DOMAIN;
        return TenantUser.member(id(i), upn.toLowerCase(Locale.ROOT), name(i)).mobilePhone("+" + mobile(i));
    }

    /** Every second name is Chinese. */
    private static String name(int i) {
        String surname = SURNAMES[i / 4];
        String given = GIVEN[i % 4];
        return i % 2 == 0
                ? latin(given) + " " + latin(surname)
                : surname.substring(surname.indexOf(' ') + 1) + given.substring(given.indexOf(' ') + 1);
    }

    private static String latin(String both) {
        return both.substring(0, both.indexOf(' '));
    }

    private static String mobile(int i) {
        return "86138" + (10_000_000 + i * 104_729);
    }

    private static String id(int i) {
        return "%08x-0000-4000-8000-%012x".formatted(0x5eed0000 + i, 0xc0ffee00L + i);
    }
}
