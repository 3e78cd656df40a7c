package org.opencompliance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** All processes of a demo end with it, for any kind of end. */
@DisabledOnOs(OS.WINDOWS)
class ChildProcessEndsWithItsParentTest {

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void evenWhenThatIsKilled() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process parent = new ProcessBuilder("sh", "-c", "\"$0\" -cp \"$1\" \"$2\" & wait", java, classPath(), child())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle child;
        try (BufferedReader output = parent.inputReader()) {
            child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();

            parent.destroyForcibly();

            child.onExit().get(2, TimeUnit.MINUTES);
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
        assertThat(child.isAlive()).isFalse();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String child() {
        return Child.class.getName();
    }

    /** A process that would never end by itself. */
    static final class Child {

        public static void main(String[] arguments) throws InterruptedException {
            ChildProcess.endWith(ProcessHandle.current().parent());
            System.out.println(ProcessHandle.current().pid());
            new CountDownLatch(1).await();
        }
    }
}
