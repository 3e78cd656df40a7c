package org.opencompliance.archiver.management.jmx;

/** Checks of the parameters of operations. A message does not repeat the text. */
public final class JmxInput {

    private JmxInput() {}

    /** Whether a parameter is not given. */
    public static boolean isEmpty(String text) {
        return text == null || text.isBlank();
    }

    /**
     * Returns a text unchanged.
     *
     * @param name of the parameter, for the message
     * @param longest maximum number of characters
     * @throws IllegalArgumentException when it is empty or too long
     */
    public static String text(String name, String text, int longest) {
        if (isEmpty(text)) {
            throw new IllegalArgumentException(name + " is empty");
        }
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    name + " has " + text.length() + " characters; it must have at most " + longest);
        }
        return text;
    }
}
