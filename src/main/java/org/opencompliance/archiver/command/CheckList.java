package org.opencompliance.archiver.command;

import java.io.PrintWriter;

/** Prints one line for each check: passed, or the action to take. */
final class CheckList {

    private final PrintWriter out;
    private int open;

    CheckList(PrintWriter out) {
        this.out = out;
    }

    void ok(String what, String how) {
        print("OK    ", what, how);
    }

    /** @param advice the problem and the correction */
    void problem(String what, String advice) {
        open++;
        print("TO DO ", what, advice);
    }

    /** @param advice an improvement that is not required */
    void advise(String what, String advice) {
        print("ADVICE ", what, advice);
    }

    /** Prints the result; returns whether all checks passed. */
    boolean ready() {
        out.println(open == 0 ? "Ready." : "Not ready: " + open + " to do.");
        return open == 0;
    }

    private void print(String mark, String what, String text) {
        out.println(mark + what + ": " + text);
        out.flush();
    }
}
