package org.opencompliance.bench.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * The items of a stand-in's source. Immutable; each item is made when it is asked for.
 *
 * @param items number of items
 * @param size of an item in bytes, about
 * @param mailboxes number of users; each item belongs to one of them, in turn
 * @param latency how long Microsoft Graph takes to answer
 * @param begin the archived-at time of the first item; the others follow a microsecond apart
 */
public record StandInDay(int items, int size, int mailboxes, Duration latency, Instant begin) {

    private static final String LINE =
            "The quarterly figures are attached; please confirm the amount before noon. ok?\r\n";

    /** A day of items that are archived from now on, within a second. */
    public static StandInDay of(int items, int size, int mailboxes, Duration latency) {
        return new StandInDay(items, size, mailboxes, latency, Instant.now());
    }

    /** The same items, archived from that time on: an area that is younger than its items looks before each creation. */
    public StandInDay beginning(Instant time) {
        return new StandInDay(items, size, mailboxes, latency, time);
    }

    /** The end of the window that has all items. */
    public Instant end() {
        return archivedAt(items);
    }

    Instant archivedAt(int item) {
        return begin.plusNanos(1000L * item);
    }

    /** The id of an item. */
    public static String id(int item) {
        return "item-%07d".formatted(item);
    }

    static int number(String id) {
        return Integer.parseInt(id.substring(5));
    }

    /** The e-mail address of the owner of mailbox {@code number}. */
    public static String address(int number) {
        return "user-%04d@contoso.example".formatted(number);
    }

    /** The object id of the user of mailbox {@code number}. */
    public static String userId(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    /** The bytes of an item. */
    public byte[] content(int item) {
        StringBuilder mail = new StringBuilder(size + LINE.length());
        mail.append("From: \"Susan Miller <%d>\" <%s>\r\n"
                .formatted(445200000000L + item % mailboxes, address(item % mailboxes)));
        mail.append("To: \"Li Wei <%d>\" <li.wei.%d@example.net>\r\n".formatted(8613000000000L + item % 50, item % 50));
        mail.append("Date: Fri, 20 Nov 2026 09:%02d:%02d +0000\r\n".formatted(item / 60 % 60, item % 60));
        mail.append("Subject: WeChat message ").append(item).append("\r\n");
        mail.append("Message-ID: <").append(id(item)).append("@wechat.example>\r\n");
        mail.append("X-TELEMESSAGE-ArchiveMessageID: ").append(id(item)).append("\r\n");
        mail.append("X-TELEMESSAGE-Network: wechat\r\nX-TELEMESSAGE-MessageType: chat\r\n");
        mail.append("X-TELEMESSAGE-ThreadID: thread-").append(item % 500).append("\r\n");
        mail.append(
                "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
        while (mail.length() < size) {
            mail.append(item).append(' ').append(LINE);
        }
        return mail.toString().getBytes(StandardCharsets.UTF_8);
    }
}
