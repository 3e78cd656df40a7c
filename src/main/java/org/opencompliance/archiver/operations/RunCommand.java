package org.opencompliance.archiver.operations;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs until it is stopped. */
@Command(name = "run", description = "Collect and import by the schedule, until stopped (the default).")
final class RunCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Override
    public Integer call() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        Archiver archiver = Archiver.start(parent.configuration(), Archiver.Mode.SCHEDULED);
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> {
                    archiver.close();
                    stopped.countDown();
                },
                "stop"));
        stopped.await();
        return 0;
    }
}
