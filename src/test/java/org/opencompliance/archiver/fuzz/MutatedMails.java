package org.opencompliance.archiver.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages mails at random places; the same seed gives the same mails. */
public final class MutatedMails {

    private static final int MOST_CHANGES = 6;
    private static final int MOST_RUN = 20_000;
    private static final List<String> TOKENS = List.of(
            "\r\n",
            "\n",
            "\r\n\r\n",
            "\0",
            "--",
            "\r\n--b\r\n",
            "Content-Type: multipart/mixed; boundary=b\r\n",
            "Content-Type: text/html; charset=utf-16\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "From: x\r\n",
            "To: \r\n",
            "Subject: =?gb2312?B?\u00ff?=\r\n",
            "Date: Mon, 99 Nov 2026 99:99:99 +9999\r\n",
            "X-TELEMESSAGE-ArchiveInitiator: ",
            "<script>",
            "<!--",
            "=?utf-8?Q?=0D=0A?=",
            "\u00ff\u00fe",
            "\u00ed\u00a0\u0080",
            "\u00ef\u00bf\u00be",
            "\"",
            "<",
            ">",
            ";",
            ",");

    private final List<byte[]> mails;
    private final Random random;

    /** @param mails what is damaged, unchanged itself */
    public MutatedMails(List<byte[]> mails, long seed) {
        this.mails = List.copyOf(mails);
        this.random = new Random(seed);
    }

    /** The next mail. */
    public byte[] next() {
        byte[] mail = any();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            mail = changed(mail);
        }
        return mail;
    }

    private byte[] any() {
        return mails.get(random.nextInt(mails.size()));
    }

    private byte[] changed(byte[] mail) {
        int start = random.nextInt(mail.length + 1);
        int end = Math.min(mail.length, start + random.nextInt(1 + (random.nextInt(4) == 0 ? mail.length : 40)));
        return switch (random.nextInt(8)) {
            case 0 -> joined(mail, start, new byte[0], end);
            case 1 -> joined(mail, start, Arrays.copyOfRange(mail, start, end), start);
            case 2 ->
                joined(mail, start, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(ISO_8859_1), start);
            case 3 -> joined(mail, start, noise(end - start), end);
            case 4 -> joined(mail, start, other(), start);
            case 5 -> random.nextInt(4) == 0 ? Arrays.copyOf(mail, start) : withFlippedBit(mail, start);
            case 6 -> random.nextInt(4) == 0 ? joined(mail, start, run(), start) : withFlippedBit(mail, start);
            default -> withFlippedBit(mail, start);
        };
    }

    private byte[] other() {
        byte[] other = any();
        int start = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, start, start + random.nextInt(other.length - start + 1));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** One character many times: readers that look back take the square of its length. */
    private byte[] run() {
        byte[] run = new byte[random.nextInt(MOST_RUN)];
        Arrays.fill(run, (byte) " \t.\"-(<\\=aA1\r\n\u00ff".charAt(random.nextInt(15)));
        return run;
    }

    private byte[] withFlippedBit(byte[] mail, int at) {
        byte[] changed = mail.clone();
        if (at < mail.length) {
            changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private static byte[] joined(byte[] mail, int start, byte[] middle, int rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(mail, 0, start);
        all.writeBytes(middle);
        all.write(mail, rest, mail.length - rest);
        return all.toByteArray();
    }
}
