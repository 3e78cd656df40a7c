package org.opencompliance.bench;

/** One group of figures of the bench. Has a constructor without arguments. */
public interface Measurement {

    /** The name on the command line, in lower-case words with hyphens. */
    String name();

    /**
     * Measures, and adds the figures as they are known.
     *
     * @throws Exception if the measurement is not possible; the others run anyway
     */
    void measure(Bench bench, Figures figures) throws Exception;
}
