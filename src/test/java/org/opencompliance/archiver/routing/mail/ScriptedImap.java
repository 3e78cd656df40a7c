package org.opencompliance.archiver.routing.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An IMAP server for one connection after the other, with an answer for each command; any other command is accepted. */
final class ScriptedImap implements AutoCloseable {

    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final List<String> received = new CopyOnWriteArrayList<>();

    /** @param answers by command, without the tag, such as {@code BAD not now}; lines before them end with CR LF */
    ScriptedImap(Map<String, String> answers) throws IOException {
        this.answers = answers;
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-imap");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "imap://127.0.0.1:" + socket.getLocalPort() + "/INBOX";
    }

    /** The commands with their arguments. */
    List<String> received() {
        return received;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept()) {
                answer(one);
            } catch (IOException e) {
                // the client or the test closed the connection
            }
        }
    }

    private void answer(Socket one) throws IOException {
        OutputStream out = one.getOutputStream();
        BufferedReader in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.US_ASCII));
        write(out, "* OK ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int tag = line.indexOf(' ');
            String command = line.substring(tag + 1);
            String name = command.split(" ")[0].toUpperCase(Locale.ROOT);
            received.add(command);
            if (name.equals("CAPABILITY") && !answers.containsKey(name)) {
                write(out, "* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2");
            }
            String answer = answers.getOrDefault(name, "OK done");
            int last = answer.lastIndexOf('\n') + 1;
            out.write(answer.substring(0, last).getBytes(StandardCharsets.US_ASCII));
            write(out, line.substring(0, tag) + " " + answer.substring(last));
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
