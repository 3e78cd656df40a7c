package org.opencompliance.archiver.exchange;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** Imports one file into many mailboxes concurrently and prints the memory use; runs as a separate process. */
public final class ImportProgram {

    private ImportProgram() {}

    /** @param args the tenant's URL, the file, and the mailboxes */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[1]);
        try (CamelContext context = new DefaultCamelContext()) {
            MicrosoftExchangeComponent component =
                    context.getComponent("microsoft-exchange", MicrosoftExchangeComponent.class);
            component.getConfiguration().setServiceUrl(args[0]);
            component.getConfiguration().setCredentials(MicrosoftExchangeCredentials.NONE);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            template.setThreadedAsyncMode(true);
            List<CompletableFuture<Exchange>> imports = IntStream.range(2, args.length)
                    .mapToObj(i -> template.asyncSend("microsoft-exchange:importMessage?folder=Archive", exchange -> {
                        exchange.getMessage().setBody(file.toFile());
                        exchange.getMessage().setHeader(MicrosoftExchangeConstants.MAILBOX, args[i]);
                    }))
                    .toList();
            for (CompletableFuture<Exchange> one : imports) {
                Exception failure = one.join().getException();
                if (failure != null) {
                    throw failure;
                }
            }
        }
        System.out.println("heap " + heap() + " resident " + resident());
    }

    /** Peak size of all heap pools, garbage included, in bytes. */
    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** Peak memory of the process, in bytes; 0 where the system does not report it. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
