package org.opencompliance.archiver;

import org.opencompliance.archiver.command.ArchiverCommand;
import org.opencompliance.archiver.process.LogGate;
import org.opencompliance.archiver.process.ProcessEnd;

/** The program. */
public final class Application {

    private Application() {}

    public static void main(String[] arguments) {
        LogGate.install();
        ProcessEnd.install();
        System.exit(ArchiverCommand.execute(arguments, System.getenv()));
    }
}
