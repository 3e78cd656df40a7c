package org.opencompliance.archiver.command;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Lists each check: passed, or the action to take. Prints one line for each as soon as it is known. */
final class CheckList {

    private final PrintWriter out;
    private final List<Check> checks = new ArrayList<>();
    private int open;

    /**
     * One check.
     *
     * @param result {@code ok}, {@code to-do} or {@code advice}
     */
    record Check(String result, String name, String text) {}

    /** All checks. */
    record Result(boolean ready, List<Check> checks) {}

    private CheckList(PrintWriter out) {
        this.out = out;
    }

    static CheckList printing(PrintWriter out) {
        return new CheckList(out);
    }

    /** Prints nothing; {@link #result} has all checks. */
    static CheckList silent() {
        return new CheckList(new PrintWriter(Writer.nullWriter()));
    }

    void ok(String what, String how) {
        add("OK    ", new Check("ok", what, how));
    }

    /** @param advice the problem and the correction */
    void problem(String what, String advice) {
        open++;
        add("TO DO ", new Check("to-do", what, advice));
    }

    /** @param advice an improvement that is not required */
    void advise(String what, String advice) {
        add("ADVICE ", new Check("advice", what, advice));
    }

    /** Prints the result; returns whether all checks passed. */
    boolean ready() {
        out.println(open == 0 ? "Ready." : "Not ready: " + open + " to do.");
        return open == 0;
    }

    Result result() {
        return new Result(open == 0, List.copyOf(checks));
    }

    private void add(String mark, Check check) {
        checks.add(check);
        out.println(mark + check.name() + ": " + check.text());
        out.flush();
    }
}
