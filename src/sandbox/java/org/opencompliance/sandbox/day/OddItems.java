package org.opencompliance.sandbox.day;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.opencompliance.sandbox.http.Content;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.HttpDate;
import org.opencompliance.sandbox.site.SiteItem;

/** Items with an unusual form: ids, sizes, charsets, missing and hostile parts. */
final class OddItems {

    private static final int MEGABYTE = 1024 * 1024;
    private static final Duration LAST_MILLISECOND = Duration.ofDays(1).minusMillis(1);

    private static final List<String> HOSTILE_IDS = List.of(
            "TM/2026/chat/1",
            "TM+plus+1",
            "TM 100% %2F %zz",
            "TM with space ",
            "TM-微信-消息-中",
            "../../TM-outside",
            "TM..up",
            "TM?query=1&x#y",
            "TM\\back\\slash:colon*star|pipe",
            "TM\"quote\"'s<tag>",
            "TM-😀-emoji",
            "TM;semi,comma=equals@at~",
            "TM-" + "long-".repeat(60),
            "TM-长-".repeat(30),
            "TM-Case-AbC",
            "tm-case-abc");

    private final DayMaker maker;
    private final Person from;
    private final Person to;

    OddItems(DayMaker maker) {
        this.maker = maker;
        this.from = maker.cast.regular.get(2);
        this.to = maker.cast.regular.get(3);
    }

    void addAll() {
        for (String id : HOSTILE_IDS) {
            maker.addOne(chat(), id, maker.newTime());
        }
        maker.addOne(chat(), maker.newId(), maker.start);
        maker.addOne(chat(), maker.newId(), maker.start.plus(LAST_MILLISECOND));
        sizes();
        dates();
        forms();
        names();
        undelivered();
    }

    /** Messages whose parts only the owner of the key can read. */
    void encrypted(SampleDay.Options.Encrypted wanted) {
        for (int i = 0; i < wanted.number(); i++) {
            Draft draft = chat().text("Confidential figures " + maker.words.hex(8));
            draft.html = "<p>" + draft.text + "</p>";
            draft.encryption = new PartEncryption(wanted.keyId(), wanted.key(), maker.random);
            maker.addOne(draft.file(new FilePart("figures.pdf", "application/pdf", maker.newSeed(), 20_000)));
        }
    }

    private void sizes() {
        FilePart huge = new FilePart("board-meeting.mp4", "video/mp4", maker.newSeed(), 11 * MEGABYTE);
        FilePart small = new FilePart("agenda.pdf", "application/pdf", maker.newSeed(), 20_000);
        String partial = maker.addOne(chat().file(huge).file(small));
        maker.expect(partial, expected -> expected.leavingOut(List.of(small.sha256()), List.of(huge.sha256())));

        Draft sum = chat().file(new FilePart("part1.zip", "application/zip", maker.newSeed(), 5 * MEGABYTE + 300_000));
        sum.file(new FilePart("part2.zip", "application/zip", maker.newSeed(), 5 * MEGABYTE + 300_000));
        String tooLarge = maker.addOne(sum);
        maker.expect(
                tooLarge, expected -> Expected.undelivered(tooLarge, Expected.Outcome.DEAD_LETTER, "item-too-large"));

        Digest listed = new Digest(231L * MEGABYTE, Digest.of(new byte[] {1}).sha256());
        SiteItem unfetched =
                SiteItem.of(maker.newId(), "file", maker.newTime(), new byte[0]).listedAs(listed);
        maker.add(
                unfetched,
                Expected.undelivered(unfetched.id(), Expected.Outcome.PARKED_AT_COLLECTION, "item-too-large"));
    }

    private void dates() {
        dated("", maker.newTime());
        dated("yesterday at noon", maker.newTime());
        dated("Thu, 01 Jan 1970 00:00:00 +0000", maker.newTime());
        Instant archived = maker.newTime();
        String ahead = HttpDate.format(archived.plus(Duration.ofDays(3)).atOffset(ZoneOffset.UTC));
        dated(ahead.replace("GMT", "+0000"), archived);
    }

    /** Its date header is invalid, so the archive time applies. */
    private void dated(String date, Instant archived) {
        Draft draft = chat();
        draft.date = date;
        String id = maker.addOne(draft, maker.newId(), archived);
        maker.expect(id, expected -> Expected.delivered(id, expected.mailboxes(), archived, expected.attachments()));
    }

    private void forms() {
        Draft gb = chat().text("你好，这是国标编码的正文：鎔、㐀、𠀀。");
        gb.charset = Charset.forName("GB18030");
        gb.subject = "WeChat Message From 王伟 to 李娜";
        maker.addOne(gb);

        Draft anonymous = chat();
        anonymous.messageId = "";
        maker.addOne(anonymous);

        Draft empty = chat().text("");
        empty.subject = "";
        maker.addOne(empty);

        Draft image = chat();
        image.html = "<p>Look: <img src=\"cid:sticker1\"></p><script>alert(1)</script>";
        image.file(new FilePart(
                "sticker.png", "image/png", maker.newSeed(), 3_000, FilePart.NameStyle.QUOTED, "sticker1"));
        maker.addOne(image);

        Draft broken = chat().file(new FilePart("cut.bin", "application/octet-stream", maker.newSeed(), 3_000));
        broken.broken = true;
        maker.addOne(broken);

        maker.addOne(chat().header("CamelHttpUri: http://127.0.0.1:1/")
                .header("CamelFileName: ../../outside")
                .header("camel-http-path: /elsewhere")
                .header("X-Note: bare 8-bit 中文"));
    }

    private void names() {
        Draft named = chat().file(new FilePart(
                "季度报告（最终版）第三稿.pdf", "application/pdf", maker.newSeed(), 2_000, FilePart.NameStyle.RFC_2231, null));
        named.file(new FilePart(
                "合同.docx", "application/msword", maker.newSeed(), 2_000, FilePart.NameStyle.RFC_2047, null));
        named.file(new FilePart("../../etc/passwd", "text/x-script", maker.newSeed(), 500));
        named.file(new FilePart("same.txt", "application/octet-stream", maker.newSeed(), 500));
        named.file(new FilePart("same.txt", "application/octet-stream", maker.newSeed(), 600));
        named.file(new FilePart("报价单.xlsx", "application/vnd.ms-excel", maker.newSeed(), 700));
        maker.addOne(named);
    }

    private void undelivered() {
        SiteItem nothing = SiteItem.of(maker.newId(), "chat", maker.newTime(), new byte[0]);
        maker.add(nothing, Expected.undelivered(nothing.id(), Expected.Outcome.DEAD_LETTER, "malformed"));
        for (int i = 0; i < 3; i++) {
            String id = maker.newId();
            Content mail = Content.of(heartbeat(id).getBytes(StandardCharsets.UTF_8));
            maker.add(
                    SiteItem.of(id, "system", maker.newTime(), mail),
                    Expected.undelivered(id, Expected.Outcome.RECORDED_ONLY, ""));
        }
    }

    private String heartbeat(String id) {
        return "From: <no-reply@telemessage.invalid>\r\nTo: " + HeaderText.participant(from)
                + "\r\nSubject: Capture heartbeat - no archiving for " + maker.words.number(9) + " days\r\n"
                + "X-TELEMESSAGE-ArchiveMessageID: " + id
                + "\r\nX-TELEMESSAGE-MessageType: heartbeat\r\n\r\nLast archiving event: none\r\n";
    }

    private Draft chat() {
        return new Draft(MessageKind.TEXT, from, List.of(to)).text(maker.words.sentence());
    }

    /** Several files that exceed one request, each or together; the import needs a higher limit. */
    void large(int count) {
        for (int i = 0; i < count; i++) {
            Draft draft = chat().file(new FilePart("a.mov", "video/quicktime", maker.newSeed(), 4 * MEGABYTE + i));
            draft.file(new FilePart("b.mov", "video/quicktime", maker.newSeed(), 3 * MEGABYTE - 1));
            draft.file(new FilePart("c.mov", "video/quicktime", maker.newSeed(), 2 * MEGABYTE + 7));
            maker.addOne(draft);
        }
    }

    /** The ids that each day with oddities contains. */
    static Set<String> hostileIds() {
        return Set.copyOf(HOSTILE_IDS);
    }
}
