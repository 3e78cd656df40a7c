package org.opencompliance.archiver;

import java.util.List;
import org.opencompliance.archiver.command.ArchiverCommand;
import org.opencompliance.archiver.process.CommandLog;
import org.opencompliance.archiver.process.LogGate;
import org.opencompliance.archiver.process.ProcessEnd;

/** The program. */
public final class Application {

    private Application() {}

    public static void main(String[] arguments) {
        if (isProgram(arguments)) {
            LogGate.install();
        } else {
            CommandLog.install();
        }
        ProcessEnd.install();
        System.exit(ArchiverCommand.execute(arguments, System.getenv()));
    }

    /** Whether it runs until it is stopped; the start script asks the same. */
    private static boolean isProgram(String[] arguments) {
        return arguments.length == 0 || List.of(arguments).contains("run");
    }
}
