package org.opencompliance.archiver;

/** A text that permits a limited number of character reads. */
public final class CountedText implements CharSequence {

    private final String text;
    private long left;

    public CountedText(String text, long looks) {
        this.text = text;
        this.left = looks;
    }

    /** The reader exceeded the limit. */
    public static final class TooManyLooksException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new TooManyLooksException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
