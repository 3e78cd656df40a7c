package org.opencompliance.archiver.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Writes a mail as a fuzzer chooses: its structure, encodings, names, line ends and end. Each content has a mark of its own, so
 * that a content that disappears is noticed.
 */
public final class MailWriter {

    private static final int MOST_LEVELS = 5;
    private static final int MOST_PARTS = 4;
    /** More than the reader takes for a hint to programs without MIME. */
    private static final String LONG_TEXT = "This text was meant to be read by everybody. ".repeat(14);

    private static final List<String> LEAVES = List.of(
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=\"gb2312\"",
            "Content-Type: image/png; name=\"a.png\"",
            "Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''%E4%BC%9A.pdf",
            "Content-Type: text/plain\nContent-Disposition: attachment",
            "Content-Type: text/html; charset=iso-8859-1\nContent-ID: <one@two>",
            "Content-Type: message/rfc822",
            "Content-Type: text/calendar; method=REQUEST",
            "Content-Type: nonsense",
            "content-type:TEXT/PLAIN;charset=big5;format=flowed",
            "Content-Type: text/plain; name*0=\"a\";\n name*1=\"b.txt\"",
            "X-Other: yes");
    private static final List<String> MULTIPARTS =
            List.of("mixed", "alternative", "related", "digest", "signed", "report", "x-unknown");
    private static final List<String> LINES = List.of(
            "hello",
            "",
            " ",
            "--",
            "--nob",
            "-- ",
            "From me",
            "Subject: no field here",
            "=",
            "a=3Db",
            "<!-- never closed",
            "<style>*{display:none}",
            "</body></html>",
            "<body title='>'>",
            "\u4f1a\u8bae \u00e9",
            "x".repeat(1100),
            "\u0000\u0001",
            ".");

    private final Choices choices;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Mark> marks = new ArrayList<>();
    private final List<String> to = new ArrayList<>();
    private final boolean feeds;
    private String subject;
    private int headEnd;
    private int boundaries;

    /** @param end the number of bytes after which the part with the mark is whole */
    private record Mark(String text, int end) {}

    private MailWriter(Choices choices) {
        this.choices = choices;
        this.feeds = choices.oneIn(3);
    }

    public static WrittenMail write(byte[] fuzz) {
        return new MailWriter(new Choices(fuzz)).write();
    }

    private WrittenMail write() {
        if (choices.oneIn(6)) {
            line("From me@x.example Tue Nov 20 12:00:00 2026");
        }
        head();
        part(0, false);
        byte[] all = out.toByteArray();
        int cut = choices.oneIn(4) ? all.length * (choices.below(250) + 1) / 251 : all.length;
        boolean wholeHead = headEnd <= cut;
        return new WrittenMail(
                Arrays.copyOf(all, cut),
                marks.stream().filter(mark -> mark.end() <= cut).map(Mark::text).toList(),
                wholeHead ? subject : "",
                wholeHead ? List.copyOf(to) : List.of());
    }

    private void head() {
        subject = mark();
        line("From: \"447786910895 One\" <one@corp.example>");
        line("To: " + people());
        line("Subject: " + choices.of(List.of(subject, "\n " + subject, encoded(subject), subject + "\n\tmore")));
        line(choices.of(List.of("Date: Fri, 20 Nov 2026 08:00:00 +0800", "Date: nonsense", "X-None: 1")));
        line("X-TELEMESSAGE-ArchiveInitiator: 447786910895");
    }

    private String people() {
        StringBuilder people = new StringBuilder();
        for (int i = choices.below(4); i >= 0; i--) {
            String address = "p" + to.size() + "@corp.example";
            to.add(address);
            people.append(choices.of(List.of(
                    address,
                    "<" + address + ">",
                    "Two <" + address + ">",
                    "\"Last, First 8613912345678\" <" + address + ">",
                    encoded("Two") + " <" + address + ">",
                    address + " (Two (2))",
                    "\"a\\\"b\"\n <" + address + ">")));
            people.append(i > 0 ? choices.of(List.of(", ", ",", ",\n ", " , ")) : "");
        }
        return people.toString();
    }

    private static String encoded(String text) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /** @param alternative whether a text may be missing, because a better version of it is shown */
    private void part(int level, boolean alternative) {
        if (level < MOST_LEVELS && choices.below(3) > 0) {
            multipart(level);
        } else {
            leaf(level, alternative);
        }
    }

    private void multipart(int level) {
        String kind = choices.of(MULTIPARTS);
        String boundary = "b" + boundaries++ + choices.of(List.of("", "=_x", "b".repeat(60)));
        line("Content-Type: multipart/" + kind + choices.of(List.of("; ", ";\n ")) + "boundary="
                + choices.of(List.of("\"" + boundary + "\"", boundary)));
        endHead(level);
        if (choices.oneIn(5)) {
            String mark = mark();
            line(mark + LONG_TEXT);
            keep(mark);
        }
        for (int i = choices.below(MOST_PARTS); i >= 0; i--) {
            line("--" + boundary);
            part(level + 1, kind.equals("alternative"));
        }
        if (!choices.oneIn(5)) {
            line("--" + boundary + "--");
            if (choices.oneIn(5)) {
                String mark = mark();
                line(mark);
                keep(mark);
            }
        }
    }

    private void leaf(int level, boolean alternative) {
        line(choices.of(LEAVES));
        String mark = mark();
        StringBuilder content = new StringBuilder(mark).append("\r\n");
        for (int i = choices.below(5); i > 0; i--) {
            content.append(choices.of(LINES)).append("\r\n");
        }
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        switch (choices.below(4)) {
            case 0 -> {
                line("Content-Transfer-Encoding: base64");
                endHead(level);
                line(base64(bytes));
            }
            case 1 -> {
                line("Content-Transfer-Encoding: quoted-printable");
                endHead(level);
                line(quoted(bytes));
            }
            default -> {
                endHead(level);
                line(content.toString().replace("\r\n", "\n"));
            }
        }
        if (!alternative) {
            keep(mark);
        }
    }

    private String base64(byte[] bytes) {
        String all = choices.of(List.of(
                        Base64.getMimeEncoder(76, new byte[] {'\n'}),
                        Base64.getMimeEncoder(60, new byte[] {'\n'}),
                        Base64.getEncoder()))
                .encodeToString(bytes);
        return choices.oneIn(4) ? all.replace("=", "") : all;
    }

    private String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte one : bytes) {
            boolean plain = one > ' ' && one < 127 && one != '=';
            text.append(plain ? Character.toString(one) : String.format("=%02X", one & 0xFF));
        }
        return choices.oneIn(3) ? text + "=" : text.toString();
    }

    private void endHead(int level) {
        line("");
        if (level == 0) {
            headEnd = out.size();
        }
    }

    private String mark() {
        return "Mark" + (1000 + marks.size()) + "x" + out.size() + "kram";
    }

    private void keep(String mark) {
        marks.add(new Mark(mark, out.size()));
    }

    /** A line, or several. */
    private void line(String text) {
        String end = feeds ? "\n" : "\r\n";
        out.writeBytes(((text.isEmpty() ? "" : text.replace("\n", end)) + end).getBytes(StandardCharsets.UTF_8));
    }
}
