package org.opencompliance.archiver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessEndTest {

    private final BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
    private final ProcessEnd end = ProcessEnd.of(codes::add);

    @Test
    void anErrorThatGetsOutOfAThreadEndsTheProcess() throws Exception {
        Thread dying = new Thread(() -> {
            throw new NoClassDefFoundError("made by a test");
        });
        dying.setUncaughtExceptionHandler(end);
        dying.start();

        assertThat(codes.take()).isEqualTo(3);
    }

    @Test
    void soDoesAnExceptionThatWasCausedByALackOfMemory() throws Exception {
        end.uncaughtException(
                Thread.currentThread(), new IllegalStateException(new OutOfMemoryError("made by a test")));

        assertThat(codes.take()).isEqualTo(3);
    }

    @Test
    void anotherThreadEndsItWhenTheOneWithTheErrorCannot() throws Exception {
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        ProcessEnd failing =
                ProcessEnd.of(code -> threads.add(Thread.currentThread().getName()));

        failing.uncaughtException(new Thread("first"), new OutOfMemoryError("made by a test"));

        assertThat(threads.take()).isEqualTo(Thread.currentThread().getName());
        assertThat(threads.take()).isEqualTo("process-end");
    }

    @Test
    void anExceptionDoesNot() {
        end.uncaughtException(Thread.currentThread(), new IllegalStateException("made by a test"));

        assertThat(codes).isEmpty();
    }

    @Test
    void aFailureThatIsItsOwnCauseIsLookedAtOnce() {
        Exception one = new IllegalStateException("made by a test");
        one.initCause(new IllegalStateException(one));

        end.uncaughtException(Thread.currentThread(), one);

        assertThat(codes).isEmpty();
    }
}
