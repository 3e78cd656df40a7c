package org.opencompliance.archiver.command;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.JsonOutput;

/** Lists each check: passed, or the action to take. Prints one line for each as soon as it is known. */
final class CheckList {

    private final PrintWriter out;
    /** Null for lines of text. */
    private final PrintWriter json;

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

    private CheckList(PrintWriter out, PrintWriter json) {
        this.out = out;
        this.json = json;
    }

    /** @param json whether {@link #end} prints all checks as JSON, in place of a line for each */
    static CheckList of(PrintWriter out, boolean json) {
        return new CheckList(json ? new PrintWriter(Writer.nullWriter()) : out, json ? out : null);
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

    /** Prints the result. */
    ExitCode end() {
        out.println(open == 0 ? "Ready." : "Not ready: " + open + " to do.");
        if (json != null) {
            JsonOutput.print(json, new Result(open == 0, List.copyOf(checks)));
        }
        return open == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void add(String mark, Check check) {
        checks.add(check);
        out.println(mark + check.name() + ": " + check.text());
        out.flush();
    }
}
