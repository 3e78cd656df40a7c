package org.opencompliance.archiver.exchange;

import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.opencompliance.archiver.exchange.client.GraphExchangeClient;
import org.opencompliance.archiver.exchange.client.GraphTransport;
import org.opencompliance.archiver.exchange.client.GraphTransportFactory;
import org.opencompliance.archiver.exchange.client.RequestCounts;
import org.opencompliance.archiver.exchange.lane.LaneLimits;
import org.opencompliance.archiver.exchange.lane.LanePermits;
import org.opencompliance.archiver.exchange.lane.RequestLanes;
import org.opencompliance.archiver.exchange.operation.CircuitBreakers;
import org.opencompliance.archiver.exchange.operation.ExchangeService;
import org.opencompliance.archiver.exchange.operation.MailboxLimits;

/**
 * Imports messages into Exchange Online mailboxes. The endpoints of one component share its limits, its threads and
 * its state of each mailbox, so that the limits hold for any number of routes.
 */
@Component("microsoft-exchange")
public class MicrosoftExchangeComponent extends DefaultComponent {

    private static final String METER_REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    @Metadata
    private MicrosoftExchangeConfiguration configuration = new MicrosoftExchangeConfiguration();

    @Metadata(
            defaultValue = "1",
            description =
                    "How many requests may be under way for one mailbox. Microsoft allows 4 for all processes of an"
                            + " application together. With 1 the messages of a mailbox arrive in order.")
    private int maxRequestsPerMailbox = 1;

    @Metadata(
            label = "advanced",
            defaultValue = "12",
            description = "How many messages one request may look for, when their imports wait for the same mailbox and"
                    + " look once. The URL of such a request stays below 2,048 characters, which hold 12. With 1 each"
                    + " import looks alone.")
    private int maxLooksPerRequest = 12;

    @Metadata(defaultValue = "16", description = "How many requests may be under way for all mailboxes together.")
    private int maxRequests = 16;

    @Metadata(
            defaultValue = "25165824",
            description =
                    "How many bytes the bodies of the requests under way may have together. At least 4194304, which"
                            + " is the largest request.")
    private long maxBytesInFlight = 24L * 1024 * 1024;

    @Metadata(
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description =
                    "The longest time that a request waits for a mailbox that is throttled, without a thread. When"
                            + " the service asks for more, the exchange fails at once with the time it asks for.")
    private long maxThrottleWait = 10_000;

    @Metadata(
            label = "advanced",
            autowired = true,
            description = "A Graph client of the application's own, with its credentials, in place of the connection"
                    + " options. Its retries and redirects must be off.")
    private GraphServiceClient graphClient;

    @Metadata(
            label = "advanced",
            autowired = true,
            description = "Makes a mail of a body that is not one already. Without one the component's own parser does,"
                    + " with attachments in the temporary directory of the JVM.")
    private MailReader mailReader;

    private final Map<MicrosoftExchangeConnection, ExchangeService> services = new ConcurrentHashMap<>();
    private final Collection<GraphTransport> transports = new ConcurrentLinkedQueue<>();
    private final SpooledMailReader ownReader = new SpooledMailReader();
    private ExecutorService requests;
    private ExecutorService followers;
    private ScheduledExecutorService timer;
    private RequestLanes lanes;
    private RequestCounts counts;
    private MicrosoftExchangeFigures figures;
    private MicrosoftExchangeHealthCheck healthCheck;
    private AutoCloseable meters;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        MicrosoftExchangeConfiguration options = configuration.copy();
        MicrosoftExchangeEndpoint endpoint = new MicrosoftExchangeEndpoint(uri, this, operation(remaining), options);
        setProperties(endpoint, parameters);
        MicrosoftExchangeValidation.check(endpoint.getOperation(), options);
        if (graphClient == null) {
            MicrosoftExchangeValidation.checkConnection(options);
        }
        return endpoint;
    }

    private static MicrosoftExchangeOperation operation(String name) {
        try {
            return MicrosoftExchangeOperation.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "microsoft-exchange has the operations importMessage, findMessage, readMessage, verifyMessage,"
                            + " resolveUser, resolveUsers and checkMemberGroups,"
                            + " not "
                            + name,
                    e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        checkLimits();
        requests = getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "MicrosoftExchangeRequest", maxRequests);
        followers =
                getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "MicrosoftExchangeFollower");
        timer = getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "MicrosoftExchangeTimer");
        // several contexts of a process that bind one keep the limits of the mailboxes together
        LanePermits shared = getCamelContext().getRegistry().findSingleByType(LanePermits.class);
        lanes = new RequestLanes(
                new LaneLimits(maxRequests, maxBytesInFlight, Duration.ofMillis(maxThrottleWait)),
                requests,
                timer,
                new MicrosoftExchangeLaneFailures(),
                shared == null ? new LanePermits() : shared);
        counts = new RequestCounts();
        figures = new MicrosoftExchangeFigures(services::values, counts, lanes);
        show();
    }

    private void show() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(getCamelContext());
        if (registry != null) {
            healthCheck = new MicrosoftExchangeHealthCheck(figures);
            healthCheck.setCamelContext(getCamelContext());
            registry.register(healthCheck);
        }
        if (getCamelContext().getClassResolver().resolveClass(METER_REGISTRY) != null) {
            // wait for all services: the meter registry may start after this component
            getCamelContext().addStartupListener((context, started) -> measure());
        }
    }

    private void measure() {
        if (meters == null && isRunAllowed()) {
            meters = new MicrosoftExchangeMeters(getCamelContext(), figures);
        }
    }

    private void checkLimits() {
        if (maxRequestsPerMailbox < 1 || maxRequests < 1 || maxLooksPerRequest < 1 || maxThrottleWait < 0) {
            throw new IllegalArgumentException(
                    "maxRequestsPerMailbox, maxRequests and maxLooksPerRequest of microsoft-exchange must be at least"
                            + " 1, maxThrottleWait at least 0");
        }
        if (maxBytesInFlight < 4L * 1024 * 1024) {
            throw new IllegalArgumentException(
                    "maxBytesInFlight of microsoft-exchange must be at least 4194304, which is the largest request");
        }
    }

    @Override
    protected void doStop() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(getCamelContext());
        if (registry != null && healthCheck != null) {
            registry.unregister(healthCheck);
        }
        if (meters != null) {
            meters.close();
            meters = null;
        }
        if (lanes != null) {
            lanes.close();
        }
        if (timer != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(timer);
        }
        // Camel has waited for the exchanges in flight; a thread that waits for an answer ignores interrupts
        transports.forEach(GraphTransport::cancel);
        shutdown(requests);
        shutdown(followers);
        services.clear();
        transports.clear();
        ownReader.close();
        super.doStop();
    }

    private void shutdown(ExecutorService executor) {
        if (executor != null) {
            getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
        }
    }

    /** The operations over the connection of these options; endpoints with the same connection share them. */
    ExchangeService service(MicrosoftExchangeConfiguration options) {
        return services.computeIfAbsent(MicrosoftExchangeConnection.of(options), connection -> {
            GraphTransport transport = graphClient == null
                    ? GraphTransportFactory.create(options, counts)
                    : GraphTransportFactory.of(graphClient, options, counts);
            transports.add(transport);
            CircuitBreakers circuits =
                    new CircuitBreakers(Duration.ofMillis(options.getTroublePause()), InstantSource.system());
            return new ExchangeService(
                    connection.toString(),
                    new GraphExchangeClient(transport),
                    lanes,
                    new MailboxLimits(maxRequestsPerMailbox, maxLooksPerRequest),
                    circuits);
        });
    }

    /**
     * Runs the rest of the route, so that no route blocks the request threads. After the component stops, the calling
     * thread runs it, because an exchange must complete.
     */
    Executor followers() {
        return task -> {
            try {
                followers.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        };
    }

    /** The reader for message bodies: the configured one, or else the component's own. */
    MailReader reader() {
        return mailReader == null ? ownReader : mailReader;
    }

    public MicrosoftExchangeConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that endpoints have unless they set them. */
    public void setConfiguration(MicrosoftExchangeConfiguration configuration) {
        this.configuration = configuration;
    }

    public int getMaxRequestsPerMailbox() {
        return maxRequestsPerMailbox;
    }

    public void setMaxRequestsPerMailbox(int maxRequestsPerMailbox) {
        this.maxRequestsPerMailbox = maxRequestsPerMailbox;
    }

    public int getMaxLooksPerRequest() {
        return maxLooksPerRequest;
    }

    public void setMaxLooksPerRequest(int maxLooksPerRequest) {
        this.maxLooksPerRequest = maxLooksPerRequest;
    }

    public int getMaxRequests() {
        return maxRequests;
    }

    public void setMaxRequests(int maxRequests) {
        this.maxRequests = maxRequests;
    }

    public long getMaxBytesInFlight() {
        return maxBytesInFlight;
    }

    public void setMaxBytesInFlight(long maxBytesInFlight) {
        this.maxBytesInFlight = maxBytesInFlight;
    }

    public long getMaxThrottleWait() {
        return maxThrottleWait;
    }

    public void setMaxThrottleWait(long maxThrottleWait) {
        this.maxThrottleWait = maxThrottleWait;
    }

    public GraphServiceClient getGraphClient() {
        return graphClient;
    }

    public void setGraphClient(GraphServiceClient graphClient) {
        this.graphClient = graphClient;
    }

    public MailReader getMailReader() {
        return mailReader;
    }

    public void setMailReader(MailReader mailReader) {
        this.mailReader = mailReader;
    }
}
