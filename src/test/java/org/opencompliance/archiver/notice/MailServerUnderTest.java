package org.opencompliance.archiver.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on a loopback address, which takes each mail or refuses its data. */
public final class MailServerUnderTest implements AutoCloseable {

    private static final String DONE = "250 ok";

    private final ServerSocket socket;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    /** An accepted mail. */
    public record Mail(String login, List<String> recipients, String text) {}

    public MailServerUnderTest() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread server = new Thread(this::serve, "mail-server-under-test");
        server.setDaemon(true);
        server.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Whether it refuses the next mails, with the text of a mail server that names an address. */
    public void refuse(boolean refused) {
        refuses = refused;
    }

    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                continue;
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        PrintWriter out = new PrintWriter(client.getOutputStream(), true, US_ASCII);
        List<String> recipients = new ArrayList<>();
        String login = "";
        out.print("220 test\r\n");
        out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.split(" ")[0];
            String answer = DONE;
            switch (command) {
                case "EHLO" -> answer = "250-test\r\n250 AUTH PLAIN";
                case "AUTH" -> {
                    login = new String(Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length())), US_ASCII);
                    answer = "235 ok";
                }
                case "RCPT" -> recipients.add(line);
                case "DATA" -> answer = refuses ? "554 no mail for compliance@contoso.example" : "354 go on";
                case "QUIT" -> answer = "221 bye";
                default -> answer = DONE;
            }
            out.print(answer + "\r\n");
            out.flush();
            if (answer.startsWith("354")) {
                mails.add(new Mail(login, List.copyOf(recipients), data(in)));
                out.print(DONE + "\r\n");
                out.flush();
            }
        }
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
