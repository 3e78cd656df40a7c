package org.opencompliance.archiver.command;

import java.io.PrintWriter;

/** Says line by line what is as it should be and what is to be done. */
final class CheckList {

    private final PrintWriter out;
    private int open;

    CheckList(PrintWriter out) {
        this.out = out;
    }

    void ok(String what, String how) {
        print("OK    ", what, how);
    }

    /** @param advice what is wrong, and what to do about it */
    void mend(String what, String advice) {
        open++;
        print("TO DO ", what, advice);
    }

    /** Says whether everything was as it should be. */
    boolean ready() {
        out.println(open == 0 ? "Ready." : "Not ready: " + open + " to do.");
        return open == 0;
    }

    private void print(String mark, String what, String text) {
        out.println(mark + what + ": " + text);
        out.flush();
    }
}
