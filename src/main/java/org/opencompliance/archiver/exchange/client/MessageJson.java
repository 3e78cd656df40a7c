package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.kiota.serialization.JsonSerializationWriter;
import com.microsoft.kiota.serialization.Parsable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/** The JSON of a message or an attachment. The body of a message and the content of an attachment are encoded as they are sent. */
final class MessageJson {

    private MessageJson() {}

    /** The message as one JSON object: the model, the body and the attachments. */
    static List<JsonPart> message(OutgoingMessage message) {
        BodyType type = message.body().html() ? BodyType.Html : BodyType.Text;
        List<JsonPart> parts = new ArrayList<>();
        parts.add(opened(
                json(MessageModel.of(message)),
                ",\"body\":{\"contentType\":\"" + type.getValue() + "\",\"content\":\""));
        parts.add(new JsonText(message.body().content()));
        String before = "\"},\"attachments\":[";
        for (MailAttachment attachment : message.attachments()) {
            parts.add(text(before));
            parts.addAll(attachment(attachment));
            before = ",";
        }
        parts.add(text(message.attachments().isEmpty() ? "\"}}" : "]}"));
        return parts;
    }

    static List<JsonPart> attachment(MailAttachment attachment) {
        return List.of(opened(json(model(attachment)), ",\"contentBytes\":\""), content(attachment), text("\"}"));
    }

    private static FileAttachment model(MailAttachment attachment) {
        FileAttachment model = new FileAttachment();
        model.setOdataType("#microsoft.graph.fileAttachment");
        model.setName(attachment.name());
        model.setContentType(attachment.contentType());
        model.setIsInline(attachment.inline());
        model.setContentId(attachment.contentId());
        return model;
    }

    private static JsonPart content(MailAttachment attachment) {
        return new JsonPart() {
            @Override
            public long length() {
                return Base64InputStream.lengthOf(attachment.size());
            }

            @Override
            public InputStream open() throws IOException {
                return new Base64InputStream(attachment.open());
            }
        };
    }

    /** The JSON object, with the given text in place of its closing brace. */
    private static JsonPart opened(byte[] object, String next) {
        byte[] tail = next.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[object.length - 1 + tail.length];
        System.arraycopy(object, 0, bytes, 0, object.length - 1);
        System.arraycopy(tail, 0, bytes, object.length - 1, tail.length);
        return JsonPart.of(bytes);
    }

    private static JsonPart text(String text) {
        return JsonPart.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] json(Parsable model) {
        try (JsonSerializationWriter writer = new JsonSerializationWriter()) {
            writer.writeObjectValue(null, model);
            return writer.getSerializedContent().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory to memory
        }
    }
}
