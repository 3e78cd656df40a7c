package org.opencompliance.archiver.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An input that another organisation writes, with its readers. The first byte of a fuzzer's input chooses the reader: one process for
 * all of them, because the start of the fuzzer takes as long as thousands of inputs.
 */
public enum UntrustedInput {
    /** The original of an item. */
    ITEM(60, 4_096, FuzzTarget.MAIL, FuzzTarget.WRITTEN_MAIL, FuzzTarget.ITEM, FuzzTarget.WRITTEN_ITEM),
    /** The listing of the source. */
    LISTING(20, 2_048, FuzzTarget.LISTING, FuzzTarget.WRITTEN_LISTING),
    /** The mapping file. */
    MAPPING(20, 2_048, FuzzTarget.MAPPING);

    private final int share;
    private final int longest;
    private final List<FuzzTarget> targets;

    UntrustedInput(int share, int longest, FuzzTarget... targets) {
        this.share = share;
        this.longest = longest;
        this.targets = List.of(targets);
    }

    /** Runs the reader that the first byte chooses. Called by the fuzzer. */
    public static void accept(String name, byte[] input) throws Throwable {
        if (input.length > 0) {
            valueOf(name).target(input).accept(content(input));
        }
    }

    FuzzTarget target(byte[] input) {
        return targets.get((input[0] & 0xFF) % targets.size());
    }

    static byte[] content(byte[] input) {
        return Arrays.copyOfRange(input, 1, input.length);
    }

    /** The seeds of all readers, each after the byte that chooses its reader. */
    List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            for (byte[] content : targets.get(i).seeds()) {
                byte[] seed = new byte[content.length + 1];
                seed[0] = (byte) i;
                System.arraycopy(content, 0, seed, 1, content.length);
                seeds.add(seed);
            }
        }
        return seeds;
    }

    /** The part of all fuzzing that is for this input, percent. */
    int share() {
        return share;
    }

    /** The most bytes of an input. */
    int longest() {
        return longest;
    }

    /** The file with its tokens. */
    Path dictionary() {
        return Path.of("src/test/resources/fuzz", this + ".dict").toAbsolutePath();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
