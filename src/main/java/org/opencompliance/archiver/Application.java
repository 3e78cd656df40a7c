package org.opencompliance.archiver;

import org.opencompliance.archiver.operations.ArchiverCommand;

/** The program. */
public final class Application {

    private Application() {}

    public static void main(String[] arguments) {
        System.exit(ArchiverCommand.execute(arguments, System.getenv()));
    }
}
