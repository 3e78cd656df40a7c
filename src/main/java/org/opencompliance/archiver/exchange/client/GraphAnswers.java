package org.opencompliance.archiver.exchange.client;

import com.google.gson.JsonParser;
import com.microsoft.graph.models.odataerrors.MainError;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import com.microsoft.kiota.serialization.ParseNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.ServiceFailure.Particular;

/** Reads what the service answers, which may be anything: sizes are limited, broken JSON is an {@link IOException}. */
final class GraphAnswers {

    /** The largest answer asked for is a page of a thousand short entries; far below this. */
    private static final long MAX_ANSWER = 8L * 1024 * 1024;

    private static final long MAX_ERROR = 64L * 1024;
    private static final int MAX_CODE = 80;

    private GraphAnswers() {}

    /** The answer's JSON as the model, null when the answer is empty. */
    static <T extends Parsable> T parse(Response response, ParsableFactory<T> factory) throws IOException {
        byte[] json = bytes(response, MAX_ANSWER);
        if (json.length == 0) {
            return null;
        }
        try {
            return node(json).getObjectValue(factory);
        } catch (RuntimeException e) { // what the SDK's parser throws is not narrower
            throw new IOException("the answer is not the JSON that was expected", e);
        }
    }

    /** What the answer is read by, in whatever case its names are. */
    private static ParseNode node(byte[] json) {
        return new CaselessNode(JsonParser.parseString(new String(json, StandardCharsets.UTF_8)));
    }

    static ServiceFailure failure(Response response) {
        MainError error = error(response);
        String code = error == null ? "" : plain(error.getCode());
        Particular particular = error == null ? Particular.NONE : Particular.of(code, error.getMessage());
        return new ServiceFailure(response.code(), code, requestId(response), particular);
    }

    static String requestId(Response response) {
        return plain(response.header("request-id"));
    }

    /** Null for an answer that names none. */
    private static MainError error(Response response) {
        try {
            return node(bytes(response, MAX_ERROR))
                    .getObjectValue(ODataError::createFromDiscriminatorValue)
                    .getError();
        } catch (IOException | RuntimeException e) {
            return null; // the status alone tells enough; proxies answer with pages of their own
        }
    }

    private static byte[] bytes(Response response, long limit) throws IOException {
        ResponseBody body = response.body();
        if (body == null) {
            return new byte[0];
        }
        BufferedSource source = body.source();
        if (source.request(limit + 1)) {
            throw new IOException("the answer is longer than " + limit + " bytes");
        }
        return source.readByteArray();
    }

    /** Codes and ids end up in logs: nothing but what such a thing is made of passes. */
    private static String plain(String text) {
        if (text == null) {
            return "";
        }
        String kept = text.replaceAll("[^A-Za-z0-9._-]", "");
        return kept.length() <= MAX_CODE ? kept : kept.substring(0, MAX_CODE);
    }
}
