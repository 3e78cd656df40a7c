package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * What requests go out through.
 *
 * @param graph the SDK's client
 * @param uploads sends to upload sessions, without token
 * @param requestTimeout how long a request may take as a whole, asked of fences
 * @param own whether {@code graph} has our interceptors; without them the fence is asked a little earlier
 * @param tokens those that {@code graph} sends, null when there are none or they are not ours
 */
record GraphConnection(
        GraphServiceClient graph,
        OkHttpClient uploads,
        Duration requestTimeout,
        boolean own,
        SharedCredential tokens) {}
