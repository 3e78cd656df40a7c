package org.opencompliance.archiver.command.execution;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;

/**
 * Shows a text again and again: on a terminal in the same place, line over line, so that it does not flicker; else one after the other,
 * with a blank line between them.
 */
public final class Screen {

    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final String EVERYTHING = "\u001b[2J";

    private final PrintWriter out;
    private final boolean terminal;
    private boolean shown;

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A screen on standard output. */
    public static Screen of(PrintWriter out) {
        return new Screen(out, isTerminal(System.console()));
    }

    /** Shows the text in place of the one before. */
    public void show(String text) {
        if (terminal) {
            String begin = shown ? HOME : EVERYTHING + HOME;
            out.print(begin + text.replace("\n", REST_OF_LINE + "\n") + REST_OF_SCREEN);
        } else {
            out.print(shown ? "\n" + text : text);
        }
        out.flush();
        shown = true;
    }

    /** From Java 22 on, a console exists without a terminal and says so itself. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The terminal cannot be asked for", e);
        }
    }
}
