package org.opencompliance.archiver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.mail.RealMails;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.site.SiteItem;

/** What the fuzzer begins with: ordinary and odd inputs of the fixtures. The same on each machine that has the same fixtures. */
public final class Seeds {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    /** A longer input takes the time of many short ones. */
    private static final int MOST_BYTES = 8_192;

    private static final int RANDOM = 40;
    private static final int RANDOM_BYTES = 120;

    private Seeds() {}

    /** The original items of the sample day and the mails that broke other parsers. */
    public static List<byte[]> mails() throws IOException {
        List<byte[]> mails = new ArrayList<>();
        for (SiteItem item : SampleDay.on(DAY).make().items()) {
            if (item.actualSize() <= MOST_BYTES) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                item.content().writeTo(out);
                mails.add(out.toByteArray());
            }
        }
        Optional<RealMails> real = RealMails.find();
        for (String name : real.isPresent() ? real.get().names() : List.<String>of()) {
            if (Files.size(real.get().file(name)) <= MOST_BYTES) {
                mails.add(Files.readAllBytes(real.get().file(name)));
            }
        }
        return mails;
    }

    /** Pages of the sample day's listing, with and without what a source can leave out. */
    static List<byte[]> listings() {
        List<SiteItem> items = SampleDay.on(DAY).make().items();
        List<byte[]> pages = new ArrayList<>();
        for (int i = 0; i + 3 <= 60; i += 3) {
            String entries = items.subList(i, i + 3).stream().map(Seeds::entry).collect(Collectors.joining(","));
            pages.add(("{\"items\":[" + entries + "],\"nextCursor\":\"c" + i + "\",\"totalCount\":" + i + "}")
                    .getBytes(UTF_8));
        }
        Stream.of(
                        "{\"items\":[],\"nextCursor\":null,\"totalCount\":0}",
                        "{\"totalCount\":\"1\",\"items\":[{\"id\":7,\"archivedAt\":1795132800.5,\"new\":{\"a\":[1]}}]}",
                        "{\"items\":[{\"id\":\"a\",\"archivedAt\":\"2026-11-20T00:00:00+0100\"},[],null,1,{}]}")
                .map(page -> page.getBytes(UTF_8))
                .forEach(pages::add);
        return pages;
    }

    private static String entry(SiteItem item) {
        return "{\"id\":\"" + item.id() + "\",\"type\":\"" + item.type() + "\",\"archivedAt\":\"" + item.archivedAt()
                + "\",\"sizeBytes\":" + item.actualSize() + ",\"sha256\":\""
                + item.listed().sha256() + "\"}";
    }

    /** The mapping of the sample day, and files that are refused. */
    static List<byte[]> mappings() {
        String header = "External User ID,Microsoft 365 User Mailbox\r\n";
        return Stream.of(
                        SampleDay.on(DAY).make().mappingCsv(),
                        header + "445204334324,susan@contoso.com\r\n+44 2323523455,jeff@contoso.com\r\n",
                        "\uFEFF" + header
                                + "\"445204334324\",\"susan@contoso.com\"\n\n00442323523455 , jeff@contoso.com",
                        header + "4.45204E+11,susan@contoso.com\nli.na,lina@contoso.com\n,\n0445204334324,a@b.c",
                        header + "445204334324,susan@contoso.com\n445204334324,other@contoso.com\n1,2,3\n\"x",
                        header + "44\u200b5204334324,susan@contoso.com\n\"44\n5204334324\",\"a\"\"b@c.d\"\n")
                .map(file -> file.getBytes(UTF_8))
                .toList();
    }

    /** Choices for a {@link MailWriter}. */
    static List<byte[]> choices() {
        Random random = new Random(1);
        return Stream.generate(() -> {
                    byte[] bytes = new byte[1 + random.nextInt(RANDOM_BYTES)];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .limit(RANDOM)
                .toList();
    }

    /** The mails after a first byte that chooses the limit of their size. */
    static List<byte[]> originals() throws IOException {
        List<byte[]> originals = new ArrayList<>();
        for (byte[] mail : mails()) {
            byte[] original = new byte[mail.length + 1];
            original[0] = (byte) (originals.size() % 2 == 0 ? 20 : 8);
            System.arraycopy(mail, 0, original, 1, mail.length);
            originals.add(original);
        }
        return originals;
    }
}
