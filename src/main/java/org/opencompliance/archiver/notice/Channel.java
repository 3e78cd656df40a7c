package org.opencompliance.archiver.notice;

/** A way for notices to people. */
public enum Channel {
    WEB_HOOK,
    MAIL
}
