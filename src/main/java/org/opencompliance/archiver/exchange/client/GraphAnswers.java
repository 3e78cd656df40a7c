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

/** Reads the service's responses without trust: sizes are limited, broken JSON is an {@link IOException}. */
final class GraphAnswers {

    /** In bytes. The largest response is a page of a thousand short entries, far below this limit. */
    private static final long MAX_ANSWER = 8L * 1024 * 1024;

    private static final long MAX_ERROR = 64L * 1024;
    private static final int MAX_CODE = 80;

    private GraphAnswers() {}

    /** The JSON of the response as the model, null if the response is empty. */
    static <T extends Parsable> T parse(Response response, ParsableFactory<T> factory) throws IOException {
        byte[] json = bytes(response, MAX_ANSWER);
        if (json.length == 0) {
            return null;
        }
        try {
            return node(json).getObjectValue(factory);
        } catch (RuntimeException e) { // the SDK's parser throws no narrower type
            throw new IOException("the answer is not the JSON that was expected", e);
        }
    }

    /** Parses the response, with names in any case. */
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

    /** Null for a response without an error. */
    private static MainError error(Response response) {
        try {
            return node(bytes(response, MAX_ERROR))
                    .getObjectValue(ODataError::createFromDiscriminatorValue)
                    .getError();
        } catch (IOException | RuntimeException e) {
            return null; // the status alone is enough; proxies respond with their own pages
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

    /** Removes all characters that codes and ids do not contain, because they end up in logs. */
    private static String plain(String text) {
        if (text == null) {
            return "";
        }
        String kept = text.replaceAll("[^A-Za-z0-9._-]", "");
        return kept.length() <= MAX_CODE ? kept : kept.substring(0, MAX_CODE);
    }
}
