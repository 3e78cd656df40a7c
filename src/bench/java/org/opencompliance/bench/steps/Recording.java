package org.opencompliance.bench.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** A flight recording of the program with samples of the threads that run Java code. The program writes it when it ends. */
public final class Recording {

    private static final String SAMPLE = "jdk.ExecutionSample";
    /** Frames of a stack; the routes have up to 200. */
    private static final int DEPTH = 512;

    private static final String FILE = "steps.jfr";
    private static final String SETTINGS = "steps.jfc";

    private final Path file;

    /** @param folder in which the program starts, and writes the recording */
    public Recording(Path folder) throws IOException {
        this.file = folder.resolve(FILE);
        Files.writeString(
                folder.resolve(SETTINGS),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <configuration version="2.0">
                  <event name="%s">
                    <setting name="enabled">true</setting>
                    <setting name="period">10 ms</setting>
                  </event>
                </configuration>
                """
                        .formatted(SAMPLE));
    }

    /** The JVM options of the program. */
    public String options() {
        return "-XX:StartFlightRecording=filename=" + FILE + ",settings=" + SETTINGS
                + ",dumponexit=true -XX:FlightRecorderOptions=stackdepth=" + DEPTH + " -Xlog:jfr*=off";
    }

    /**
     * The number of samples of each step in a part of the recording; steps without a sample are missing.
     *
     * @throws IOException also if there is no sample, or if the program was killed and so wrote no recording
     */
    public Map<Step, Long> samples(Instant from, Instant to) throws IOException {
        Map<Step, Long> samples = new EnumMap<>(Step.class);
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                boolean within = event.getStartTime().isAfter(from)
                        && event.getStartTime().isBefore(to);
                if (within && event.getEventType().getName().equals(SAMPLE)) {
                    samples.merge(Step.of(classes(event.getStackTrace())), 1L, Long::sum);
                }
            }
        }
        if (samples.isEmpty()) {
            throw new IOException("No sample from " + from + " to " + to + " in " + file);
        }
        return samples;
    }

    private static List<String> classes(RecordedStackTrace stack) {
        List<String> names = new ArrayList<>();
        if (stack != null) {
            stack.getFrames()
                    .forEach(frame -> names.add(frame.getMethod().getType().getName()));
        }
        return names;
    }
}
