package org.opencompliance.archiver.command.execution;

import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.process.Unrecoverable;
import org.opencompliance.archiver.request.RequestAnswer;
import picocli.CommandLine;

/** The exit codes of all commands. {@code operate.md} and {@code --help} have the same table. */
public enum ExitCode {
    OK(CommandLine.ExitCode.OK, "all is well: complete, nothing is parked or pending"),
    FAILED(1, "failed, incomplete, does not add up, or not found"),
    USAGE(CommandLine.ExitCode.USAGE, "wrong usage"),
    UNRECOVERABLE(Unrecoverable.EXIT_CODE, "unrecoverable error of the process; start it again"),
    UNVERIFIED(4, "verification found no fault, but something could not be compared"),
    PARKED(5, "complete, but items are parked: see archiver dead-letters list"),
    PENDING(6, "collected, but work is pending: see archiver dead-letters waiting"),
    ALTERED(7, "verification failed: ledger, originals or messages are not as recorded");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** When a command ends with it, in one line. */
    public String meaning() {
        return meaning;
    }

    /** The code for the answer to a request. */
    public static ExitCode of(RequestAnswer answer) {
        return switch (answer.outcome()) {
            case DONE -> OK;
            case FAILED -> FAILED;
            case PARKED -> PARKED;
            case PENDING -> PENDING;
        };
    }

    /** The code for a report of a collection or a day. */
    public static ExitCode of(Report report) {
        if (report.broken()) {
            return FAILED;
        }
        if (report.imports().pending() > 0) {
            return PENDING;
        }
        return report.parked() > 0 ? PARKED : OK;
    }
}
