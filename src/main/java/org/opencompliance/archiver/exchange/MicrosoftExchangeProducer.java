package org.opencompliance.archiver.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.operation.ExchangeService;
import org.opencompliance.archiver.exchange.operation.ImportOrder;
import org.opencompliance.archiver.exchange.operation.ImportSettings;
import org.opencompliance.archiver.exchange.operation.ImportedMessage;
import org.opencompliance.archiver.exchange.operation.InternetMessageIds;
import org.opencompliance.archiver.exchange.operation.RequestFailures;
import org.opencompliance.archiver.exchange.operation.VerifyOrder;
import org.opencompliance.archiver.exchange.operation.Wanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operation of its endpoint. Blocks the calling thread only to read a body that is not yet a {@link Mail}. */
public class MicrosoftExchangeProducer extends DefaultAsyncProducer {

    private static final Logger LOG = LoggerFactory.getLogger(MicrosoftExchangeProducer.class);

    /** Rejects {@code .} and {@code ..}, OData functions, control characters and long values. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)(?!\\$)[^\\p{Cc}]{1,1024}");

    private ImportSettings settings;
    private ExchangeService service;

    public MicrosoftExchangeProducer(MicrosoftExchangeEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public MicrosoftExchangeEndpoint getEndpoint() {
        return (MicrosoftExchangeEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        settings = MicrosoftExchangeValidation.settings(getEndpoint().getConfiguration());
        service = getEndpoint().getComponent().service(getEndpoint().getConfiguration());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<Void> work;
        try {
            work = start(exchange);
        } catch (Exception e) { // boundary to the route: the route's error handling decides
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        work.whenCompleteAsync(
                (done, failure) -> {
                    if (failure != null) {
                        exchange.setException(RequestFailures.cause(failure));
                    }
                    callback.done(false);
                },
                getEndpoint().getComponent().followers());
        return false;
    }

    private CompletableFuture<Void> start(Exchange exchange) throws Exception {
        return switch (getEndpoint().getOperation()) {
            case importMessage -> withMail(exchange.getMessage(), this::importMail);
            case findMessage -> findMessage(exchange.getMessage());
            case readMessage -> readMessage(exchange.getMessage());
            case verifyMessage -> withMail(exchange.getMessage(), this::verifyMail);
            case resolveUser -> resolveUser(exchange.getMessage());
            case resolveUsers -> resolveUsers(exchange.getMessage());
            case checkMemberGroups -> checkMemberGroups(exchange.getMessage());
        };
    }

    private CompletableFuture<Void> withMail(
            Message message, BiFunction<Message, Mail, CompletableFuture<Void>> operation) throws Exception {
        if (message.getBody() instanceof Mail mail) {
            return operation.apply(message, mail);
        }
        Mail mail = read(message);
        try {
            return operation.apply(message, mail).whenComplete((done, failure) -> close(mail));
        } catch (RuntimeException e) {
            close(mail);
            throw e;
        }
    }

    private CompletableFuture<Void> importMail(Message message, Mail mail) {
        ImportOrder order = order(message, mail);
        return service.importMessage(order, settings).thenAccept(imported -> answer(message, imported));
    }

    private CompletableFuture<Void> verifyMail(Message message, Mail mail) {
        String given = message.getHeader(MicrosoftExchangeConstants.MESSAGE_ID, String.class);
        String id = given == null ? null : named(message, MicrosoftExchangeConstants.MESSAGE_ID);
        boolean content = message.getHeader(MicrosoftExchangeConstants.COMPARE_CONTENT, false, Boolean.class);
        VerifyOrder wanted = new VerifyOrder(order(message, mail), id, content);
        return service.verifyMessage(wanted, settings).thenAccept(message::setBody);
    }

    private ImportOrder order(Message message, Mail mail) {
        String itemId = itemId(message);
        MicrosoftExchangeLook look = look(message);
        if (look != MicrosoftExchangeLook.NONE && itemId == null && mail.messageId() == null) {
            throw new IllegalArgumentException("A message without item id and Message-ID cannot be looked for");
        }
        WriteFence fence = message.getHeader(MicrosoftExchangeConstants.FENCE, WriteFence.class);
        return new ImportOrder(
                named(message, MicrosoftExchangeConstants.MAILBOX),
                itemId,
                mail,
                properties(message),
                look,
                message.getHeader(MicrosoftExchangeConstants.LOOK_SINCE, Instant.class),
                fence == null ? WriteFence.OPEN : fence);
    }

    private static void answer(Message message, ImportedMessage imported) {
        message.setHeader(MicrosoftExchangeConstants.MESSAGE_ID, imported.id());
        message.setHeader(MicrosoftExchangeConstants.INTERNET_MESSAGE_ID, imported.internetMessageId());
        message.setHeader(MicrosoftExchangeConstants.FOLDER_ID, imported.folderId());
        message.setHeader(MicrosoftExchangeConstants.CREATED, imported.created());
        if (imported.created()) {
            message.removeHeader(MicrosoftExchangeConstants.FOUND);
        } else {
            message.setHeader(MicrosoftExchangeConstants.FOUND, imported.found());
        }
        message.setHeader(MicrosoftExchangeConstants.REQUEST_ID, imported.requestId());
    }

    private CompletableFuture<Void> findMessage(Message message) {
        String mailbox = named(message, MicrosoftExchangeConstants.MAILBOX);
        String itemId = itemId(message);
        String internetMessageId = itemId == null
                ? required(message, MicrosoftExchangeConstants.INTERNET_MESSAGE_ID)
                : InternetMessageIds.of(settings.connector(), itemId, mailbox);
        Instant since = message.getHeader(MicrosoftExchangeConstants.LOOK_SINCE, Instant.class);
        return service.findMessage(new Wanted(mailbox, internetMessageId, itemId, since), settings, look(message))
                .thenAccept(found -> answer(message, found));
    }

    private CompletableFuture<Void> readMessage(Message message) {
        String mailbox = named(message, MicrosoftExchangeConstants.MAILBOX);
        String id = named(message, MicrosoftExchangeConstants.MESSAGE_ID);
        return service.readMessage(mailbox, id, settings, properties(message).keySet())
                .thenAccept(found -> answer(message, found));
    }

    private static void answer(Message message, ExchangeMessage found) {
        message.setBody(found);
        if (found != null) {
            message.setHeader(MicrosoftExchangeConstants.MESSAGE_ID, found.id());
            message.setHeader(MicrosoftExchangeConstants.INTERNET_MESSAGE_ID, found.internetMessageId());
            message.setHeader(MicrosoftExchangeConstants.FOLDER_ID, found.folderId());
        }
    }

    private CompletableFuture<Void> resolveUser(Message message) {
        return service.resolveUser(required(message, MicrosoftExchangeConstants.ADDRESS))
                .thenAccept(message::setBody);
    }

    private CompletableFuture<Void> resolveUsers(Message message) throws InvalidPayloadException {
        return service.resolveUsers(texts(message)).thenAccept(message::setBody);
    }

    private CompletableFuture<Void> checkMemberGroups(Message message) throws InvalidPayloadException {
        String user = named(message, MicrosoftExchangeConstants.MAILBOX);
        return service.checkMemberGroups(user, texts(message)).thenAccept(message::setBody);
    }

    private static List<String> texts(Message message) throws InvalidPayloadException {
        List<String> texts = new ArrayList<>();
        message.getMandatoryBody(Collection.class).forEach(text -> texts.add(String.valueOf(text)));
        return texts;
    }

    private Mail read(Message message) throws InvalidPayloadException, IOException {
        try (InputStream in = message.getMandatoryBody(InputStream.class)) {
            return getEndpoint().getComponent().reader().read(in);
        }
    }

    private void close(Mail mail) {
        try {
            mail.close();
        } catch (IOException e) {
            LOG.warn("Temporary files of a mail could not be removed", e);
        }
    }

    private static MicrosoftExchangeLook look(Message message) {
        MicrosoftExchangeLook look = message.getHeader(MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.class);
        return look == null ? MicrosoftExchangeLook.NONE : look;
    }

    private String itemId(Message message) {
        String itemId = message.getHeader(MicrosoftExchangeConstants.ITEM_ID, String.class);
        if (itemId != null && settings.connector().isEmpty()) {
            throw new IllegalArgumentException(
                    "An item id needs the option connector of microsoft-exchange: the name of the source it belongs"
                            + " to");
        }
        return itemId;
    }

    private static Map<String, String> properties(Message message) {
        Map<?, ?> given = message.getHeader(MicrosoftExchangeConstants.PROPERTIES, Map.class);
        Map<String, String> properties = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> properties.put(String.valueOf(name), Objects.toString(value, "")));
        }
        return properties;
    }

    /** A header value for the path of a URL. Rejects values with a special meaning there. */
    private static String named(Message message, String header) {
        String value = required(message, header);
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("The header " + header + " is no name of anything");
        }
        return value;
    }

    private static String required(Message message, String header) {
        String value = message.getHeader(header, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The header " + header + " is missing");
        }
        return value;
    }
}
