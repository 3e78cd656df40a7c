package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * The connection that sends requests.
 *
 * @param graph the SDK's client
 * @param uploads sends to upload sessions, without token
 * @param requestTimeout how long a whole request may take, passed to the fence
 * @param own whether {@code graph} has our interceptors; without them the fence is checked a little earlier
 * @param tokens the tokens that {@code graph} sends, null if there are none or they are not ours
 */
record GraphConnection(
        GraphServiceClient graph,
        OkHttpClient uploads,
        Duration requestTimeout,
        boolean own,
        SharedCredential tokens) {}
