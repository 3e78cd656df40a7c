package org.opencompliance.archiver.exchange.mail;

/** Pairs of hexadecimal digits, as quoted-printable and percent encoding write octets. */
final class Hex {

    private Hex() {}

    /** The octet of the two digits at this position, or -1 when there are not two digits. */
    static int octet(String text, int start) {
        if (start + 2 > text.length()) {
            return -1;
        }
        int high = digit(text.charAt(start));
        int low = digit(text.charAt(start + 1));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
