package org.opencompliance.archiver.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** A unique name for a process, with the host name as prefix for operators. */
public final class MemberName {

    private static final int MAX_HOST = 60;
    private static final int SUFFIX = 8;

    private MemberName() {}

    /** The host name and eight random characters. */
    public static String make() {
        String host = host().replaceAll("[^A-Za-z0-9._-]", "-");
        String begin = host.matches("[A-Za-z0-9].*") ? host : "host";
        String shortened = begin.substring(0, Math.min(begin.length(), MAX_HOST));
        return shortened + "-" + UUID.randomUUID().toString().substring(0, SUFFIX);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "host";
        }
    }
}
