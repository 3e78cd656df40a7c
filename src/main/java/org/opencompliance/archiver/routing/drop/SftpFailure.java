package org.opencompliance.archiver.routing.drop;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import com.jcraft.jsch.SftpException;
import java.util.Optional;

/** Failures of the SFTP server: their description without an address or a login, and whether another attempt can help. */
public final class SftpFailure {

    private static final String HOW =
            "compare its fingerprint with the one that the operator of the server names, then put the line of ssh-keyscan"
                    + " into telemessage.known-hosts-file, or the key into telemessage.host-key, and restart";

    /** Whether no other attempt can help: the login or the host key is refused. Another login may lock the account. */
    public boolean isFinal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JSchException ssh && (isHostKey(ssh) || isLogin(ssh) || isKey(ssh))) {
                return true;
            }
        }
        return false;
    }

    /** The description of one exception of a chain; empty when it is none of the SFTP client. */
    public static Optional<String> describe(Throwable failure) {
        if (failure instanceof JSchException ssh) {
            return Optional.ofNullable(ssh(ssh));
        }
        return failure instanceof SftpException sftp ? Optional.of(sftp(sftp)) : Optional.empty();
    }

    private static String ssh(JSchException failure) {
        if (failure instanceof JSchUnknownHostKeyException) {
            return "The SFTP server has a host key that is not known: " + HOW;
        }
        if (failure instanceof JSchChangedHostKeyException) {
            return "The SFTP server has another host key than the known one. Ask its operator before you accept it: "
                    + HOW;
        }
        if (isHostKey(failure)) {
            return "The host key of the SFTP server is refused: " + HOW;
        }
        if (isLogin(failure)) {
            return "The SFTP server refused the login: check telemessage.username, and telemessage.password or"
                    + " telemessage.private-key-file";
        }
        if (isKey(failure)) {
            return "The private key cannot be used: check telemessage.private-key-file and"
                    + " telemessage.private-key-passphrase";
        }
        if (failure instanceof JSchAlgoNegoFailException) {
            return "The SFTP server and the archiver have no algorithm in common";
        }
        // a cause is a failure of the network, which has its own text
        return failure.getCause() == null ? "The connection to the SFTP server failed" : null;
    }

    private static String sftp(SftpException failure) {
        return switch (failure.id) {
            case ChannelSftp.SSH_FX_NO_SUCH_FILE ->
                "The SFTP server does not have the directory or the file: check the directory of telemessage.url";
            case ChannelSftp.SSH_FX_PERMISSION_DENIED ->
                "The SFTP server denies the access: check that telemessage.username may list and read the directory";
            default -> "The SFTP server failed (code " + failure.id + ")";
        };
    }

    private static boolean isHostKey(JSchException failure) {
        return failure instanceof JSchHostKeyException;
    }

    private static boolean isLogin(JSchException failure) {
        return text(failure).startsWith("Auth ") || text(failure).startsWith("SSH_MSG_USERAUTH");
    }

    private static boolean isKey(JSchException failure) {
        return text(failure).startsWith("invalid privatekey");
    }

    private static String text(JSchException failure) {
        return failure.getMessage() == null ? "" : failure.getMessage();
    }
}
