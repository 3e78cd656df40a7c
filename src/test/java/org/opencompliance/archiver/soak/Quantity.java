package org.opencompliance.archiver.soak;

/** A quantity that must stay level in a long run, and how much it may differ between the parts of the run. */
enum Quantity {
    THREADS("threads", "", 4, 0),
    HANDLES("file handles, without sockets", "", 4, 0),
    SOCKETS("sockets", "", 6, 0),
    TEMPORARY_FILES("temporary files", "", 4, 0),
    PENDING("pending items", "", 400, 0),
    HEAP("heap after a full collection", "MB", 5, 0),
    METASPACE("metaspace", "MB", 2, 0),
    CODE_CACHE("code cache", "MB", 2, 0),
    DIRECT("direct memory", "MB", 2, 0),
    RESIDENT("resident memory", "MB", 5, 0.05);

    private final String text;
    private final String unit;
    private final double slack;
    private final double share;

    Quantity(String text, String unit, double slack, double share) {
        this.text = text;
        this.unit = unit;
        this.slack = slack;
        this.share = share;
    }

    /** The highest value that still counts as level with this one. */
    double allowed(double first) {
        return first + Math.max(slack, share * first);
    }

    /** Name and unit. */
    String text() {
        return unit.isEmpty() ? text : text + " (" + unit + ")";
    }
}
