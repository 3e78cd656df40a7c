package org.opencompliance.archiver.storage.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.util.SharedExecutorService;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.QueueMessageDecodingError;
import com.azure.storage.queue.models.QueueMessageItem;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.Dispatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of a storage account. They share connections and the clock, and never retry: the caller decides whether and
 * when to repeat a request.
 */
public final class AzureAccount {

    private static final Logger LOG = LoggerFactory.getLogger(AzureAccount.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** A large original needs a long time; a connection without data for {@link #SILENCE} is closed earlier. */
    private static final int LONGEST_SECONDS = 1800;

    private static final int THREADS = 8;
    private static final int MOST_AT_ONCE = 128;

    private final BlobServiceClient blobs;
    private final QueueServiceClient queues;
    private final ServerClock clock = new ServerClock();

    /** Builds the clients; sends no request. */
    public AzureAccount(AzureSettings settings) {
        outliveShutdown();
        HttpClient http = new OkHttpAsyncHttpClientBuilder()
                .connectionTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE)
                .dispatcher(dispatcher())
                .build();
        RequestRetryOptions once = new RequestRetryOptions(RetryPolicyType.FIXED, 1, LONGEST_SECONDS, null, null, null);
        BlobServiceClientBuilder blobBuilder = new BlobServiceClientBuilder()
                .httpClient(http)
                .retryOptions(once)
                .addPolicy(clock);
        QueueServiceClientBuilder queueBuilder = new QueueServiceClientBuilder()
                .httpClient(http)
                .retryOptions(once)
                .messageEncoding(QueueMessageEncoding.BASE64)
                .processMessageDecodingError(AzureAccount::remove);
        logIn(settings, blobBuilder, queueBuilder);
        this.blobs = blobBuilder.buildClient();
        this.queues = queueBuilder.buildClient();
    }

    /** The account name; a descriptive name for a custom endpoint that does not contain the account name. */
    public String name() {
        String name = blobs.getAccountName();
        return name == null || name.isEmpty() ? "storage" : name;
    }

    /**
     * The default pool of the SDK stops at the start of the JVM shutdown, while work is still to be released and evidence to
     * be written.
     */
    private static void outliveShutdown() {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(THREADS, AzureAccount::daemon);
        SharedExecutorService.getInstance().setExecutorService(pool);
    }

    /** A message with another encoding comes from another application and would block the queue. */
    private static void remove(QueueMessageDecodingError foreign) {
        QueueMessageItem message = foreign.getQueueMessageItem();
        if (message != null) {
            LOG.warn("A message of the work queue has a foreign encoding and is removed");
            foreign.getQueueClient().deleteMessage(message.getMessageId(), message.getPopReceipt());
        }
    }

    /** The default of five concurrent requests per host would make claims and the leadership lock wait for originals. */
    private static Dispatcher dispatcher() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MOST_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(MOST_AT_ONCE);
        return dispatcher;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "azure");
        thread.setDaemon(true);
        return thread;
    }

    public BlobServiceClient blobs() {
        return blobs;
    }

    public QueueServiceClient queues() {
        return queues;
    }

    /** The clock of the account. */
    ServerClock clock() {
        return clock;
    }

    private static void logIn(
            AzureSettings settings, BlobServiceClientBuilder blobs, QueueServiceClientBuilder queues) {
        if (settings.credentials() == AzureSettings.Credentials.CONNECTION_STRING) {
            blobs.connectionString(settings.secret());
            queues.connectionString(settings.secret());
            return;
        }
        blobs.endpoint(settings.blobAddress());
        queues.endpoint(settings.queueAddress());
        if (settings.credentials() == AzureSettings.Credentials.SAS) {
            blobs.sasToken(settings.secret());
            queues.sasToken(settings.secret());
        } else {
            TokenCredential identity = identity(settings);
            blobs.credential(identity);
            queues.credential(identity);
        }
    }

    private static TokenCredential identity(AzureSettings settings) {
        String clientId = settings.clientId().isEmpty() ? null : settings.clientId();
        return switch (settings.credentials()) {
            case WORKLOAD_IDENTITY -> workload(clientId);
            case MANAGED_IDENTITY ->
                new ManagedIdentityCredentialBuilder().clientId(clientId).build();
            default -> throw new IllegalArgumentException("Not an identity: " + settings.credentials());
        };
    }

    private static TokenCredential workload(String clientId) {
        WorkloadIdentityCredentialBuilder builder = new WorkloadIdentityCredentialBuilder();
        try {
            return (clientId == null ? builder : builder.clientId(clientId)).build();
        } catch (IllegalArgumentException e) {
            // without the cause, whose text would be printed in place of this one
            throw new IllegalArgumentException(
                    "azure.storage-credentials=workload-identity needs AZURE_CLIENT_ID, AZURE_TENANT_ID and"
                            + " AZURE_FEDERATED_TOKEN_FILE, which the workload identity webhook sets in new pods: check the"
                            + " webhook and the pod's label azure.workload.identity/use, then delete the pod");
        }
    }
}
